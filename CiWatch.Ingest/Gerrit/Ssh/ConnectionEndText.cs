using System.Net.Sockets;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>What an end means for the operator.</summary>
/// <param name="State">Failed where only the operator can mend it: then tries are rare. Else Waiting, with growing delays.</param>
/// <param name="Reason">Whole sentences; they name the setting to change. Free of control characters.</param>
internal sealed record ConnectionAdvice(ConnectionState State, string Reason);

/// <summary>Puts the end of a connection in an operator's words.</summary>
internal static class ConnectionEndText
{
    /// <summary>The state that the end leads to, and why.</summary>
    public static ConnectionAdvice Describe(this ConnectionEnd end, GerritServer server)
    {
        var key = server.Key;
        var (host, port, user) = (server.Options.Host, server.Options.Port, server.Options.Username);
        return end switch
        {
            ConnectionEnd.ClosedByServer => Waiting(
                "Gerrit ended the stream. It does so with a reader that is too slow; events may be lost."),
            ConnectionEnd.ConnectionLost e => Waiting($"The connection was lost. {Says(e.Detail)}"),
            ConnectionEnd.KilledBySignal e => Waiting($"The stream was killed on the server by signal {PrintableText.Clean(e.Signal)}."),
            ConnectionEnd.CommandFailed e => Waiting($"Gerrit ended the stream with status {e.Status}. {Says(e.Detail)}"),
            ConnectionEnd.CapabilityMissing e => Failed(
                $"The account {user} may not stream events. {Says(e.Detail)} Grant it the global capability \"Stream Events\""
                + $" in Gerrit, or write another account in {key}:Username."),
            ConnectionEnd.UnknownCommand e => Failed(
                $"{host}:{port} knows no \"gerrit stream-events\". {Says(e.Detail)} Check that {key}:Host and {key}:Port are Gerrit's."),
            ConnectionEnd.KeyRefused e => Failed(
                $"{host}:{port} refused {user}. {Says(e.Detail)} Add the public half of {key}:PrivateKeyFile to that account's SSH keys"
                + $" in Gerrit, or correct {key}:Username."),
            ConnectionEnd.KeyUnreadable e => Failed($"{key}:{e.Setting} {e.Problem}."),
            ConnectionEnd.KnownHostsUnreadable e => Failed($"{key}:KnownHostsFile {e.Problem}."),
            ConnectionEnd.HostKeyUnknown e => Failed(
                $"The key that {host}:{port} shows is unknown: {e.Fingerprint}. If the server's administrator confirms it, write it in"
                + $" {key}:HostKeyFingerprint, or its line in the file of {key}:KnownHostsFile.{Broken(e.BrokenLines)}"),
            ConnectionEnd.HostKeyChanged e => Failed(
                $"The key that {host}:{port} shows is not the one that was noted: {e.Fingerprint}. Someone may be posing as the server."
                + $" If its administrator confirms the new key, correct {key}:HostKeyFingerprint or the file of {key}:KnownHostsFile."),
            ConnectionEnd.HostKeyRevoked e => Failed(
                $"The key that {host}:{port} shows is marked @revoked in the file of {key}:KnownHostsFile: {e.Fingerprint}."
                + " Ask the server's administrator for its new key."),
            ConnectionEnd.NoCommonAlgorithm e => Failed(
                $"{host}:{port} shares no SSH algorithm with this program. {Says(e.Detail)} Enable a newer one on the server"
                + $" (Gerrit's sshd.kex, sshd.cipher, sshd.mac), or check {key}:Host and {key}:Port."),
            ConnectionEnd.Unreachable e => Waiting(Unreachable(e, key, host, port)),
            ConnectionEnd.HandshakeFailed e => Waiting(
                $"{host}:{port} ended the connection before it was made. {Says(e.Detail)} It may be starting or busy;"
                + $" else check that {key}:Host and {key}:Port are those of Gerrit's SSH service."),
            ConnectionEnd.TimedOut e => Waiting(
                $"{host}:{port} did not answer in {Seconds(e.After)} while connecting. It may be overloaded or stopped;"
                + $" check {key}:Host and {key}:Port, or raise Gerrit:ConnectTimeout."),
            ConnectionEnd.Frozen e => Waiting(
                $"The server fell silent: no answer to \"gerrit version\" in {Seconds(e.After)}, and no events. The connection was given up."),
            ConnectionEnd.Unexpected e => Waiting($"The connection ended in an unexpected way. {Says(e.Detail)}"),
            _ => throw new ArgumentOutOfRangeException(nameof(end), end, "An end without words."),
        };
    }

    private static string Unreachable(ConnectionEnd.Unreachable end, string key, string host, int port) => end.Error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"The name {host} can't be resolved. Check {key}:Host and this machine's name service.",
        SocketError.ConnectionRefused =>
            $"Nothing accepts connections at {host}:{port}. Gerrit may be down; else check {key}:Port.",
        _ => $"{host}:{port} can't be reached. {Says(end.Detail)} Check {key}:Host, {key}:Port and the network between.",
    };

    private static ConnectionAdvice Waiting(string reason) => new(ConnectionState.Waiting, reason.TrimEnd());

    private static ConnectionAdvice Failed(string reason) => new(ConnectionState.Failed, reason.TrimEnd());

    private static string Says(string detail) =>
        PrintableText.Clean(detail) is var clean && clean is "" ? "" : $"It says: \"{clean.Replace('"', '\'')}\".";

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.##} s");

    private static string Broken(int lines) => lines == 0 ? "" : $" {lines} of its lines can't be understood.";
}
