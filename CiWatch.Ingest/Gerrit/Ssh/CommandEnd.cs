using System.Net.Sockets;
using Renci.SshNet.Common;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>Tells from what SSH.NET leaves behind how a connection ended. Pure.</summary>
internal static class CommandEnd
{
    /// <summary>The end of a stream's command that the library calls finished.</summary>
    /// <param name="status">Null where the server sent none: no success, though no error either.</param>
    /// <param name="said">What came on standard error.</param>
    public static ConnectionEnd Of(int? status, string? signal, string said) => (status, signal) switch
    {
        (0, _) => new ConnectionEnd.ClosedByServer(),
        (null, { Length: > 0 }) => new ConnectionEnd.KilledBySignal(signal),
        (null, _) => new ConnectionEnd.ConnectionLost(said is "" ? "the stream ended without a status, as when the server stops" : said),
        // Gerrit 3.2 to 3.13 answer 1 to both and differ only in the text; 127 is what its source means for the second.
        _ when said.Contains("not permitted", StringComparison.OrdinalIgnoreCase) => new ConnectionEnd.CapabilityMissing(said),
        (127, _) => new ConnectionEnd.UnknownCommand(said),
        _ when said.Contains("not found", StringComparison.OrdinalIgnoreCase) => new ConnectionEnd.UnknownCommand(said),
        _ => new ConnectionEnd.CommandFailed(status.Value, said),
    };

    /// <summary>The end that an exception of the library means.</summary>
    /// <param name="timeout">The limit that was set for an answer.</param>
    /// <param name="connected">Whether the account had been accepted before.</param>
    public static ConnectionEnd Of(Exception exception, TimeSpan timeout, bool connected) => exception switch
    {
        ConnectionEndException e => e.End,
        SocketException e => new ConnectionEnd.Unreachable(e.SocketErrorCode, e.Message),
        SshAuthenticationException e => new ConnectionEnd.KeyRefused(e.Message),
        SshOperationTimeoutException or TimeoutException => new ConnectionEnd.TimedOut(timeout),
        SshConnectionException { DisconnectReason: Renci.SshNet.Messages.Transport.DisconnectReason.KeyExchangeFailed } e =>
            new ConnectionEnd.NoCommonAlgorithm(e.Message),
        SshException when !connected => new ConnectionEnd.HandshakeFailed(exception.Message),
        SshException or ObjectDisposedException or IOException => new ConnectionEnd.ConnectionLost(exception.Message),
        _ => new ConnectionEnd.Unexpected($"{exception.GetType().Name}: {exception.Message}"),
    };
}
