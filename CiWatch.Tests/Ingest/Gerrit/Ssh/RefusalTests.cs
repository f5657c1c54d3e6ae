using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>Ends that only the operator can mend, on a real sshd: the reason says how, and mending it is noticed.</summary>
public sealed class RefusalTests
{
    [SshdFact]
    public async Task A_missing_capability_is_named_and_its_grant_is_noticed()
    {
        await using var gerrit = await SshdServer.StartAsync();
        gerrit.Mode = SshdMode.CapabilityMissing;
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        var failed = await rig.StateAsync(s => s is { State: ConnectionState.Failed, NextTryAt: not null });
        await gerrit.CommandsAsync("refused", 3);
        gerrit.Mode = SshdMode.Streaming;
        await rig.StateAsync(ConnectionState.Live);

        Assert.Contains("It says: \"stream events not permitted\"", failed.Reason);
        Assert.Contains("Gerrit:Servers:0:Username", failed.Reason);
        // Quiet tries: no flicker between the first failure and the grant.
        var states = rig.History.Select(s => s.State).Distinct();
        Assert.Equal([ConnectionState.Connecting, ConnectionState.Failed, ConnectionState.CatchingUp, ConnectionState.Live], states);
    }

    [SshdTheory]
    [InlineData(SshdMode.UnknownCommand, ConnectionState.Failed, "knows no \"gerrit stream-events\". It says: \"fatal: gerrit: stream-events: not found\".")]
    [InlineData(SshdMode.CleanEnd, ConnectionState.Waiting, "Gerrit ended the stream.")]
    [InlineData(SshdMode.KilledBySignal, ConnectionState.Waiting, "killed on the server by signal KILL")]
    [InlineData(SshdMode.OddError, ConnectionState.Waiting, "Gerrit ended the stream with status 3. It says: \"fatal: the index is being rebuilt\".")]
    public async Task A_stream_that_ends_at_once_is_never_called_live(SshdMode mode, ConnectionState state, string reason)
    {
        await using var gerrit = await SshdServer.StartAsync();
        gerrit.Mode = mode;
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        var ended = await rig.StateAsync(state);

        Assert.Contains(reason, ended.Reason);
        Assert.DoesNotContain(rig.History, s => s.State == ConnectionState.Live);
    }

    [SshdFact]
    public async Task A_refused_key_is_named_and_its_acceptance_is_noticed()
    {
        await using var gerrit = await SshdServer.StartAsync();
        var stranger = gerrit.NewKey("stranger");
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), Server("PrivateKeyFile", stranger));

        var failed = await rig.StateAsync(ConnectionState.Failed);
        gerrit.Authorize(stranger);
        await rig.StateAsync(ConnectionState.Live);

        Assert.Contains($"refused {SshdServer.Username}. It says: \"Permission denied (publickey).\"", failed.Reason);
        Assert.Contains("Gerrit:Servers:0:PrivateKeyFile", failed.Reason);
    }

    [SshdFact]
    public async Task A_server_whose_key_is_unknown_is_refused_with_the_fingerprint_seen()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await File.WriteAllTextAsync(gerrit.KnownHostsFile, "# nothing yet\nbroken\n");
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        var failed = await rig.StateAsync(ConnectionState.Failed);

        Assert.Contains($"is unknown: {gerrit.HostKeyFingerprint}.", failed.Reason);
        Assert.Contains("write it in Gerrit:Servers:0:HostKeyFingerprint", failed.Reason);
        Assert.Contains("1 of its lines can't be understood", failed.Reason);
        Assert.Empty(gerrit.Commands);
    }

    [SshdFact]
    public async Task A_server_whose_key_has_changed_is_refused_until_the_file_is_mended()
    {
        await using var gerrit = await SshdServer.StartAsync();
        var right = await File.ReadAllTextAsync(gerrit.KnownHostsFile);
        var other = await File.ReadAllTextAsync(gerrit.NewKey("other") + ".pub");
        await File.WriteAllTextAsync(gerrit.KnownHostsFile, $"[127.0.0.1]:{gerrit.Port} {other}");
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        var failed = await rig.StateAsync(ConnectionState.Failed);
        await File.WriteAllTextAsync(gerrit.KnownHostsFile, right);
        await rig.StateAsync(ConnectionState.Live);

        Assert.Contains($"is not the one that was noted: {gerrit.HostKeyFingerprint}.", failed.Reason);
        Assert.Contains("posing as the server", failed.Reason);
    }

    [SshdFact]
    public async Task A_revoked_key_is_refused_though_its_fingerprint_is_pinned()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await File.WriteAllTextAsync(gerrit.KnownHostsFile, "@revoked * " + (await File.ReadAllTextAsync(gerrit.KnownHostsFile)).Split(' ', 2)[1]);
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), Server("HostKeyFingerprint", gerrit.HostKeyFingerprint));

        var failed = await rig.StateAsync(ConnectionState.Failed);

        Assert.Contains("marked @revoked in the file of Gerrit:Servers:0:KnownHostsFile", failed.Reason);
    }

    [SshdTheory]
    [InlineData("whole")]
    [InlineData("bare")]
    public async Task A_pinned_fingerprint_suffices_with_and_without_its_prefix(string form)
    {
        await using var gerrit = await SshdServer.StartAsync();
        var pinned = form == "bare" ? gerrit.HostKeyFingerprint["SHA256:".Length..] : gerrit.HostKeyFingerprint;
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), Server("KnownHostsFile", ""), Server("HostKeyFingerprint", pinned));

        await rig.StateAsync(ConnectionState.Live);
    }

    [SshdFact]
    public async Task A_pinned_fingerprint_of_another_key_refuses_the_server()
    {
        await using var gerrit = await SshdServer.StartAsync();
        var pinned = "SHA256:" + new string('A', 43);
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), Server("HostKeyFingerprint", pinned));

        var failed = await rig.StateAsync(ConnectionState.Failed);

        Assert.Contains($"is not the one that was noted: {gerrit.HostKeyFingerprint}.", failed.Reason);
    }

    [SshdFact]
    public async Task A_hashed_known_hosts_file_is_understood()
    {
        await using var gerrit = await SshdServer.StartAsync();
        SshdTools.Run("ssh-keygen", "-H", "-f", gerrit.KnownHostsFile);
        Assert.StartsWith("|1|", await File.ReadAllTextAsync(gerrit.KnownHostsFile));
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        await rig.StateAsync(ConnectionState.Live);
    }

    [SshdTheory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("ed25519")]
    public async Task Of_several_host_keys_the_one_that_is_known_is_asked_for(string known)
    {
        await using var gerrit = await SshdServer.StartAsync("ed25519", "ecdsa", "rsa");
        var type = known switch { "rsa" => "ssh-rsa", "ecdsa" => "ecdsa-sha2-nistp256", _ => "ssh-ed25519" };
        var line = (await File.ReadAllLinesAsync(gerrit.KnownHostsFile)).Single(l => l.Contains(type));
        await File.WriteAllTextAsync(gerrit.KnownHostsFile, line);
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        await rig.StateAsync(ConnectionState.Live);

        Assert.DoesNotContain(rig.History, s => s.State == ConnectionState.Failed);
    }

    [SshdFact]
    public async Task A_server_with_no_algorithm_in_common_is_the_operators_to_mend()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await gerrit.KillAsync();
        gerrit.Configure("Ciphers aes128-ctr", "MACs umac-64@openssh.com");
        await gerrit.StartAgainAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        var failed = await rig.StateAsync(s => s.State is ConnectionState.Failed or ConnectionState.Waiting);

        Assert.Equal(ConnectionState.Failed, failed.State);
        Assert.Contains("shares no SSH algorithm with this program", failed.Reason);
    }

    [SshdTheory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("")]
    public async Task A_port_that_speaks_no_ssh_is_waited_for_and_the_ports_setting_named(string answer)
    {
        await using var gerrit = await SshdServer.StartAsync();
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        using CancellationTokenSource stop = new();
        var answering = AnswerAllAsync(other, answer, stop.Token);
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), Server("Port", port));

        var waiting = await rig.StateAsync(ConnectionState.Waiting);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);

        Assert.Contains("Gerrit:Servers:0:Port", waiting.Reason);
    }

    [SshdFact]
    public async Task A_name_that_no_one_knows_is_waited_for()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), Server("Host", "gerrit.invalid"));

        var waiting = await rig.StateAsync(ConnectionState.Waiting);

        Assert.Contains("Gerrit:Servers:0:Host", waiting.Reason);
    }

    private static async Task AnswerAllAsync(TcpListener listener, string answer, CancellationToken cancel)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(cancel);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), cancel);
        }
    }

    private static Dictionary<string, string?> Server(string key, string value) => new() { [$"Gerrit:Servers:0:{key}"] = value };
}
