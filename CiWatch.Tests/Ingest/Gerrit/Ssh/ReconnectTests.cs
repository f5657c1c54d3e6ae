using System.Text;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>Each way in which a live connection ends, on a real sshd, and that the stream comes back by itself.</summary>
public sealed class ReconnectTests
{
    [SshdFact]
    public async Task A_killed_server_is_waited_for_and_found_again()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await LiveAsync(gerrit);

        await gerrit.KillAsync();
        var refused = await rig.StateAsync(s => s.State == ConnectionState.Waiting && s.Reason!.Contains("Nothing accepts connections"));
        await gerrit.StartAgainAsync();
        await ServesAgainAsync(gerrit, rig, streams: 2);

        Assert.Contains("check Gerrit:Servers:0:Port", refused.Reason);
        Assert.NotNull(refused.NextTryAt);
        Assert.Contains(rig.History, s => s.State == ConnectionState.Waiting && s.Reason!.Contains("The connection was lost."));
    }

    [SshdFact]
    public async Task A_frozen_server_is_noticed_and_after_its_thaw_found_again()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await LiveAsync(gerrit);

        gerrit.Freeze();
        var frozen = await rig.StateAsync(ConnectionState.Waiting);
        var stalled = await rig.StateAsync(s => s.State == ConnectionState.Waiting && s.Reason!.Contains("while connecting"));
        gerrit.Thaw();
        await ServesAgainAsync(gerrit, rig, streams: 2);

        Assert.Contains("fell silent: no answer to \"gerrit version\" in 2 s", frozen.Reason);
        Assert.Contains("Gerrit:ConnectTimeout", stalled.Reason);
    }

    [SshdFact]
    public async Task A_freeze_shorter_than_the_timeout_costs_nothing()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), new Dictionary<string, string?> { ["Gerrit:ConnectTimeout"] = "00:00:20" });
        await rig.StateAsync(ConnectionState.Live);
        await gerrit.StreamsAsync(1);

        gerrit.Freeze();
        gerrit.Emit("{}");
        gerrit.Thaw();
        await rig.LineAsync();
        await gerrit.CommandsAsync("version", gerrit.Commands.Length + 2);

        Assert.DoesNotContain(rig.History, s => s.State == ConnectionState.Waiting);
    }

    [SshdFact]
    public async Task A_reader_that_gerrit_cut_off_is_told_so_and_comes_back()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await LiveAsync(gerrit);

        gerrit.EndStreams();
        var waiting = await rig.StateAsync(ConnectionState.Waiting);
        await ServesAgainAsync(gerrit, rig, streams: 2);

        Assert.StartsWith("Gerrit ended the stream. It does so with a reader that is too slow", waiting.Reason);
    }

    [SshdFact]
    public async Task A_stream_killed_by_a_signal_is_no_success_and_comes_back()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await LiveAsync(gerrit);

        gerrit.KillStreams();
        var waiting = await rig.StateAsync(ConnectionState.Waiting);
        await ServesAgainAsync(gerrit, rig, streams: 2);

        Assert.Equal("The stream was killed on the server by signal KILL.", waiting.Reason);
    }

    [SshdFact]
    public async Task Many_ends_leave_no_stream_behind()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await LiveAsync(gerrit);

        for (var streams = 2; streams <= 6; streams++)
        {
            gerrit.EndStreams();
            await ServesAgainAsync(gerrit, rig, streams);
        }

        Assert.Equal(1, gerrit.OpenStreams);
    }

    private static async Task<GerritRig> LiveAsync(SshdServer gerrit)
    {
        var rig = await GerritRig.StartAsync(gerrit.Settings());
        await rig.StateAsync(ConnectionState.Live);
        await gerrit.StreamsAsync(1);
        return rig;
    }

    private static async Task ServesAgainAsync(SshdServer gerrit, GerritRig rig, int streams)
    {
        await gerrit.StreamsAsync(streams);
        var live = await rig.StateAsync(ConnectionState.Live);
        gerrit.Emit($"after {streams}");
        Assert.Equal($"after {streams}", Encoding.UTF8.GetString((await rig.LineAsync()).Bytes.Span));
        Assert.Null(live.Reason);
    }
}
