using System.Net.Sockets;
using CiWatch.Ingest.Gerrit;
using CiWatch.Ingest.Gerrit.Ssh;
using CiWatch.Ingest.Intake;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

public sealed class ConnectionEndTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private static readonly GerritServer Server = new("Gerrit:Servers:2", new() { Host = "review.example.org", Username = "ciwatch" });

    // The texts and statuses are those recorded from Gerrit 3.2 to 3.13, but for the odd one.
    [Theory]
    [InlineData(0, null, "", "ClosedByServer")]
    [InlineData(1, null, "stream events not permitted", "CapabilityMissing")]
    [InlineData(1, null, "fatal: gerrit: no-such-command: not found", "UnknownCommand")]
    [InlineData(127, null, "Welcome to Gerrit Code Review", "UnknownCommand")]
    [InlineData(1, null, "fatal: database is gone", "CommandFailed")]
    [InlineData(1, null, "", "CommandFailed")]
    [InlineData(null, "KILL", "", "KilledBySignal")]
    [InlineData(null, null, "", "ConnectionLost")]
    [InlineData(null, "", "", "ConnectionLost")]
    public void The_end_of_the_streams_command_is_told_apart(int? status, string? signal, string said, string end) =>
        Assert.Equal(end, CommandEnd.Of(status, signal, said).GetType().Name);

    public static TheoryData<Exception, bool, string> Exceptions => new()
    {
        { new SocketException((int)SocketError.ConnectionRefused), false, "Unreachable" },
        { new SshAuthenticationException("Permission denied (publickey)."), false, "KeyRefused" },
        { new SshOperationTimeoutException(), false, "TimedOut" },
        { new TimeoutException(), true, "TimedOut" },
        { new SshConnectionException("no", DisconnectReason.KeyExchangeFailed), false, "NoCommonAlgorithm" },
        { new SshConnectionException("no identification"), false, "HandshakeFailed" },
        { new SshConnectionException("aborted"), true, "ConnectionLost" },
        { new SshException("channel refused"), true, "ConnectionLost" },
        { new IOException("broken"), true, "ConnectionLost" },
        { new ObjectDisposedException("session"), true, "ConnectionLost" },
        { new InvalidOperationException("?"), true, "Unexpected" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void An_exception_is_told_apart(Exception exception, bool connected, string end) =>
        Assert.Equal(end, CommandEnd.Of(exception, Limit, connected).GetType().Name);

    public static TheoryData<string> Kinds => [.. typeof(ConnectionEnd).GetNestedTypes().Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_end_has_words_for_the_operator_that_nothing_from_the_wire_can_spoil(string kind)
    {
        var end = Hostile(typeof(ConnectionEnd).GetNestedType(kind)!);

        var advice = end.Describe(Server);

        Assert.DoesNotContain(advice.Reason, char.IsControl);
        Assert.DoesNotContain('\u202e', advice.Reason);
        Assert.InRange(advice.Reason.Length, 20, 900);
        Assert.EndsWith(".", advice.Reason);
        if (advice.State == ConnectionState.Failed) Assert.Contains("Gerrit:Servers:2:", advice.Reason);
        else Assert.Equal(ConnectionState.Waiting, advice.State);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "The name review.example.org can't be resolved. Check Gerrit:Servers:2:Host")]
    [InlineData(SocketError.ConnectionRefused, "Nothing accepts connections at review.example.org:29418. Gerrit may be down")]
    [InlineData(SocketError.NetworkUnreachable, "review.example.org:29418 can't be reached. It says: \"no route\".")]
    public void An_unreachable_server_is_told_by_its_cause(SocketError error, string reason) =>
        Assert.StartsWith(reason, new ConnectionEnd.Unreachable(error, "no route").Describe(Server).Reason);

    /// <summary>An end whose texts are as bad as a server can make them.</summary>
    private static ConnectionEnd Hostile(Type type)
    {
        var constructor = type.GetConstructors().Single();
        var arguments = constructor.GetParameters().Select(p => p.ParameterType switch
        {
            var t when t == typeof(string) && p.Name is "Detail" or "Signal" => "\u001b[31m\"evil\"\r\n\u202e\0" + new string('x', 10_000),
            var t when t == typeof(string) => "SHA256:seen",
            var t when t == typeof(TimeSpan) => Limit,
            var t => Activator.CreateInstance(t),
        });
        return (ConnectionEnd)constructor.Invoke([.. arguments]);
    }
}
