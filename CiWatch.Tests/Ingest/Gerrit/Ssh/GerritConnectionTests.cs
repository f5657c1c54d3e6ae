using System.Text;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>What comes over the wire, from a real sshd to the queue.</summary>
public sealed class GerritConnectionTests
{
    [SshdFact]
    public async Task Events_arrive_verbatim_and_the_server_is_live()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());
        var live = await rig.StateAsync(ConnectionState.Live);
        await gerrit.StreamsAsync(1);

        gerrit.Emit("""{"type":"ref-updated","é":"\u0000"}""");
        var line = await rig.LineAsync();

        Assert.Equal("""{"type":"ref-updated","é":"\u0000"}""", Encoding.UTF8.GetString(line.Bytes.Span));
        Assert.Equal(("gerrit", null), (line.Server, line.Fault));
        Assert.Null(live.Reason);
        Assert.Null(live.NextTryAt);
    }

    [SshdFact]
    public async Task Fifty_thousand_lines_at_once_all_arrive_in_order()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());
        await gerrit.StreamsAsync(1);
        var filler = new string('x', 400);

        gerrit.Emit(Enumerable.Range(0, 50_000).Select(i => $"{i} {filler}"));

        for (var i = 0; i < 50_000; i++)
            Assert.Equal($"{i} {filler}", Encoding.UTF8.GetString((await rig.LineAsync()).Bytes.Span));
        Assert.Equal(0, rig.States.All.Single().Dropped);
    }

    [SshdFact]
    public async Task A_line_beyond_the_limit_is_told_and_those_after_it_arrive()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), new Dictionary<string, string?> { ["Gerrit:MaxLineBytes"] = "100000" });
        await gerrit.StreamsAsync(1);

        gerrit.Emit(new string('a', 5_000_000));
        gerrit.Emit("{}");

        var first = await rig.LineAsync();
        Assert.Contains("Gerrit:MaxLineBytes", first.Fault);
        Assert.Equal(8 * 1024, first.Bytes.Length);
        Assert.Equal("{}"u8.ToArray(), (await rig.LineAsync()).Bytes.ToArray());
    }

    [SshdFact]
    public async Task Bytes_that_are_no_utf8_arrive_as_they_are()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());
        await gerrit.StreamsAsync(1);

        gerrit.EmitBytes([0xff, 0x00, 0xc3, 0x28, 0x1b, (byte)'\r', (byte)'\n', (byte)'!', (byte)'\n']);

        Assert.Equal([0xff, 0x00, 0xc3, 0x28, 0x1b], (await rig.LineAsync()).Bytes.ToArray());
        Assert.Equal("!"u8.ToArray(), (await rig.LineAsync()).Bytes.ToArray());
    }

    [SshdFact]
    public async Task A_line_cut_off_by_the_connection_is_kept_with_its_fault()
    {
        await using var gerrit = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());
        await rig.StateAsync(ConnectionState.Live);
        await gerrit.StreamsAsync(1);

        gerrit.EmitBytes("{}\n{\"type\":"u8);
        await rig.LineAsync();
        gerrit.EndStreams();

        var cut = await rig.LineAsync();
        Assert.Equal("{\"type\":"u8.ToArray(), cut.Bytes.ToArray());
        Assert.Contains("ended in the middle", cut.Fault);
    }

    [SshdFact]
    public async Task Two_servers_are_read_side_by_side_and_one_that_dies_does_not_touch_the_other()
    {
        await using var one = await SshdServer.StartAsync();
        await using var two = await SshdServer.StartAsync();
        await using var rig = await GerritRig.StartAsync(one.Settings(0, "one"), two.Settings(1, "two"));
        await rig.StateAsync(ConnectionState.Live, "one");
        await rig.StateAsync(ConnectionState.Live, "two");
        await one.StreamsAsync(1);
        await two.StreamsAsync(1);

        await one.KillAsync();
        await rig.StateAsync(ConnectionState.Waiting, "one");
        two.Emit("from two");

        var line = await rig.LineAsync();
        Assert.Equal(("two", "from two"), (line.Server, Encoding.UTF8.GetString(line.Bytes.Span)));
        Assert.Equal(["one", "two"], rig.States.All.Select(s => s.Name));
        Assert.Equal(ConnectionState.Live, rig.States.All[1].State);
    }
}
