using System.Net.Sockets;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>How a connection, or the try to make one, ended. The set is closed; <see cref="ConnectionEndText"/> puts it in words.</summary>
internal abstract record ConnectionEnd
{
    private ConnectionEnd()
    {
    }

    /// <summary>The stream ended with status 0: Gerrit cut off a reader that it found too slow, or was told to.</summary>
    public sealed record ClosedByServer : ConnectionEnd;

    /// <summary>The connection broke, or the stream ended without a status, as when Gerrit stops.</summary>
    public sealed record ConnectionLost(string Detail) : ConnectionEnd;

    /// <summary>The stream's command was killed on the server.</summary>
    public sealed record KilledBySignal(string Signal) : ConnectionEnd;

    /// <summary>The stream's command failed for a reason of its own.</summary>
    public sealed record CommandFailed(int Status, string Detail) : ConnectionEnd;

    /// <summary>The account lacks the capability "Stream Events".</summary>
    public sealed record CapabilityMissing(string Detail) : ConnectionEnd;

    /// <summary>The server knows no "gerrit stream-events".</summary>
    public sealed record UnknownCommand(string Detail) : ConnectionEnd;

    /// <summary>The server did not accept the account or its key.</summary>
    public sealed record KeyRefused(string Detail) : ConnectionEnd;

    /// <summary>The private key can't be used; the problem follows the setting's key in a sentence.</summary>
    /// <param name="Setting">The setting's last part: PrivateKeyFile or PrivateKeyPassphrase.</param>
    public sealed record KeyUnreadable(string Setting, string Problem) : ConnectionEnd;

    /// <summary>The known_hosts file can't be read; the problem follows the setting's key in a sentence.</summary>
    public sealed record KnownHostsUnreadable(string Problem) : ConnectionEnd;

    /// <summary>The server's key is not in known_hosts, of which so many lines can't be understood.</summary>
    public sealed record HostKeyUnknown(string Fingerprint, int BrokenLines) : ConnectionEnd;

    /// <summary>The server's key is another one than was noted.</summary>
    public sealed record HostKeyChanged(string Fingerprint) : ConnectionEnd;

    /// <summary>The server's key is marked @revoked.</summary>
    public sealed record HostKeyRevoked(string Fingerprint) : ConnectionEnd;

    /// <summary>Both sides speak SSH, but share no algorithm.</summary>
    public sealed record NoCommonAlgorithm(string Detail) : ConnectionEnd;

    /// <summary>No connection could be made.</summary>
    public sealed record Unreachable(SocketError Error, string Detail) : ConnectionEnd;

    /// <summary>The server took the connection and ended it before the account was asked for: busy, starting, or no SSH server.</summary>
    public sealed record HandshakeFailed(string Detail) : ConnectionEnd;

    /// <summary>The server took the connection and then did not answer in time.</summary>
    public sealed record TimedOut(TimeSpan After) : ConnectionEnd;

    /// <summary>A live connection fell silent: the server did not answer a probe in time.</summary>
    public sealed record Frozen(TimeSpan After) : ConnectionEnd;

    /// <summary>Anything else; a defect of this program, most likely.</summary>
    public sealed record Unexpected(string Detail) : ConnectionEnd;
}

/// <summary>Carries an end that was found before there was a connection.</summary>
internal sealed class ConnectionEndException(ConnectionEnd end, Exception? cause = null) : Exception(end.ToString(), cause)
{
    /// <summary>What the connection came to.</summary>
    public ConnectionEnd End { get; } = end;
}
