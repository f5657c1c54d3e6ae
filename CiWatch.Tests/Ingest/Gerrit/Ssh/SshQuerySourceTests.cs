using System.Text;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Infrastructure;
using CiWatch.Tests.Ingest.Gerrit.Events;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>Queries over a real sshd, which prints what Gerrit printed.</summary>
public sealed class SshQuerySourceTests
{
    private const string Stats = "{\"type\":\"stats\",\"rowCount\":1,\"moreChanges\":false}\n";
    private const long Base = 1_700_000_000; // a time that can be true, in seconds

    private static readonly ChangeRange Range = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), null, 3, 0);

    public static TheoryData<string> Versions => [.. RecordedLines.Versions];

    [SshdTheory]
    [MemberData(nameof(Versions))]
    public async Task A_recorded_page_arrives_line_by_line(string version)
    {
        await using var gerrit = await SshdServer.StartAsync();
        QueryRig.Print(gerrit, RecordedLines.Bytes(version, "query-first-page.jsonl"));
        using var rig = await QueryRig.StartAsync(gerrit.Settings(), null, ("Gerrit:Servers:0:Projects:0", "acme/*"));

        var page = await rig.Source.PageAsync(Range with { To = Range.From, Skip = 2 }, CancellationToken.None);

        var lines = RecordedLines.Of(version, "query-first-page.jsonl")[..^1];
        Assert.Equal(lines, page.Changes.Select(c => c.ToArray()));
        Assert.Equal(QueryReader.Read(lines[0]).Change!.UpdatedAt, page.Newest);
        Assert.Equal(QueryReader.Read(lines[^1]).Change!.UpdatedAt, page.Oldest);
        Assert.True(page.More);
        Assert.Equal((LineSource.Query, "query"), (rig.Source.Lines, rig.Source.Name));
        Assert.Equal(
            ["gerrit query --format=JSON --comments --patch-sets --all-approvals --start 2 limit:3"
                + " after:{2026-03-01 12:00:00 +0000} before:{2026-03-01 12:00:00 +0000} projects:{acme/}"],
            File.ReadAllLines(Path.Combine(gerrit.Folder, "queries")));
    }

    [SshdFact]
    public async Task Nothing_found_is_an_empty_page_and_the_connection_serves_again()
    {
        await using var gerrit = await SshdServer.StartAsync();
        using var rig = await QueryRig.StartAsync(gerrit.Settings());

        for (var i = 0; i < 3; i++)
        {
            var page = await rig.Source.PageAsync(Range, CancellationToken.None);
            Assert.Empty(page.Changes);
            Assert.Equal((null, null, false), (page.Newest, page.Oldest, page.More));
        }
    }

    [SshdFact]
    public async Task A_change_beyond_the_limit_is_counted_by_its_head_and_the_others_are_whole()
    {
        await using var gerrit = await SshdServer.StartAsync();
        var big = $$"""{"project":"p","number":2,"lastUpdated":{{Base + 200}},"comments":[{"message":"{{new string('x', 3 << 20)}}"}]}""";
        QueryRig.Print(gerrit, Encoding.UTF8.GetBytes($"{Small(300)}\n{big}\n{Small(250)}\n{Stats}"));
        using var rig = await QueryRig.StartAsync(gerrit.Settings(), null, ("Gerrit:MaxLineBytes", "100000"));

        var page = await rig.Source.PageAsync(Range, CancellationToken.None);

        Assert.Equal([Small(300).Length, LineSplitter.KeptHead, Small(250).Length], page.Changes.Select(c => c.Length));
        Assert.Equal("not JSON, from byte 74 on", QueryReader.Read(page.Changes[1].Span).Fault);
        // Its own time counts, or the next page would be asked for from the wrong moment.
        Assert.Equal((Base + 300, Base + 200), (page.Newest!.Value.ToUnixTimeSeconds(), page.Oldest!.Value.ToUnixTimeSeconds()));
    }

    [SshdFact]
    public async Task A_change_of_three_megabytes_is_read_whole()
    {
        await using var gerrit = await SshdServer.StartAsync();
        var big = $$"""{"project":"p","number":2,"lastUpdated":200,"comments":[{"message":"{{new string('x', 3 << 20)}}"}]}""";
        QueryRig.Print(gerrit, Encoding.UTF8.GetBytes($"{big}\n{Stats}"));
        using var rig = await QueryRig.StartAsync(gerrit.Settings());

        var page = await rig.Source.PageAsync(Range, CancellationToken.None);

        Assert.Equal(3 << 20, QueryReader.Read(Assert.Single(page.Changes).Span).Change!.Messages[0].Text.Length);
    }

    [SshdTheory]
    [InlineData("", "ended after 0 changes without its last line")]
    [InlineData("{\"project\":\"p\",\"number\":1,\"lastUpdated\":5}\n{\"project\":\"p\",\"numb", "ended after 2 changes without its last line")]
    [InlineData("{\"type\":\"error\",\"message\":\"Invalid date format: \\u001byesterday\"}\n", "refused the query. It says: \"Invalid date format: yesterday\".")]
    [InlineData("<html>no Gerrit</html>\n", "without its last line")]
    public async Task An_output_that_is_not_whole_is_no_page(string output, string trouble)
    {
        await using var gerrit = await SshdServer.StartAsync();
        QueryRig.Print(gerrit, Encoding.UTF8.GetBytes(output));
        using var rig = await QueryRig.StartAsync(gerrit.Settings());

        Assert.Contains(trouble, await TroubleAsync(rig));
    }

    [SshdTheory]
    [InlineData("query not permitted", "The account ", "Gerrit:Servers:0:Username", "It says: \"query not permitted\".")]
    [InlineData("fatal: gerrit: query: not found", "knows no \"gerrit query\"", "Gerrit:Servers:0:Host", "Gerrit:Servers:0:RestUrl")]
    [InlineData("fatal: the index is being rebuilt", "ended the query with status 1.", "It says: \"fatal: the index is being rebuilt\".")]
    public async Task A_refusal_says_what_to_do(string said, params string[] words)
    {
        await using var gerrit = await SshdServer.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(gerrit.Folder, "query.fail"), said);
        using var rig = await QueryRig.StartAsync(gerrit.Settings());

        var trouble = await TroubleAsync(rig);

        Assert.All(words, w => Assert.Contains(w, trouble));
    }

    [SshdTheory]
    [InlineData(3, null, true)]
    [InlineData(2, null, false)]
    [InlineData(2, true, true)]
    [InlineData(3, false, false)]
    public async Task Old_servers_that_do_not_say_may_have_more_where_the_page_is_full(int rows, bool? told, bool more)
    {
        await using var gerrit = await SshdServer.StartAsync();
        var last = told is null ? "" : $",\"moreChanges\":{(told.Value ? "true" : "false")}";
        QueryRig.Print(gerrit, Encoding.UTF8.GetBytes($"{string.Concat(Enumerable.Repeat(Small(5) + "\n", rows))}{{\"type\":\"stats\",\"rowCount\":{rows}{last}}}\n"));
        using var rig = await QueryRig.StartAsync(gerrit.Settings());

        Assert.Equal(more, (await rig.Source.PageAsync(Range, CancellationToken.None)).More);
    }

    [SshdFact]
    public async Task A_page_that_does_not_come_in_time_is_given_up_and_the_connection_serves_again()
    {
        await using var gerrit = await SshdServer.StartAsync();
        var slow = Path.Combine(gerrit.Folder, "query");
        SshdTools.Run("mkfifo", slow); // nobody writes: it opens never
        FakeTimeProvider time = new();
        using var rig = await QueryRig.StartAsync(gerrit.Settings(), time);

        var asked = TroubleAsync(rig);
        await gerrit.CommandsAsync("query", 1);
        time.Advance(rig.Options.CatchUp.PageTimeout);

        Assert.Equal("127.0.0.1 did not answer a query in 300 s. Lower Gerrit:CatchUp:PageSize or raise Gerrit:CatchUp:PageTimeout.", await asked);
        File.Delete(slow);
        Assert.Empty((await rig.Source.PageAsync(Range, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30))).Changes);
    }

    [SshdFact]
    public async Task Who_stops_the_program_does_not_wait()
    {
        await using var gerrit = await SshdServer.StartAsync();
        SshdTools.Run("mkfifo", Path.Combine(gerrit.Folder, "query"));
        using var rig = await QueryRig.StartAsync(gerrit.Settings());
        using CancellationTokenSource stop = new();

        var asked = rig.Source.PageAsync(Range, stop.Token);
        await gerrit.CommandsAsync("query", 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [SshdFact]
    public async Task A_server_that_dies_or_freezes_during_a_query_is_told()
    {
        await using var gerrit = await SshdServer.StartAsync();
        SshdTools.Run("mkfifo", Path.Combine(gerrit.Folder, "query"));
        FakeTimeProvider time = new();
        using var rig = await QueryRig.StartAsync(gerrit.Settings(), time);
        using var other = await QueryRig.StartAsync(gerrit.Settings(), time);

        var asked = TroubleAsync(rig);
        await gerrit.CommandsAsync("query", 1);
        gerrit.Freeze();
        time.Advance(rig.Options.CatchUp.PageTimeout);
        Assert.Contains("did not answer a query in 300 s", await asked);
        gerrit.Thaw();

        asked = TroubleAsync(other);
        await gerrit.CommandsAsync("query", 2);
        await gerrit.KillAsync();
        Assert.Contains("The connection to 127.0.0.1 broke during a query.", await asked);
        Assert.Contains("The connection to 127.0.0.1 broke during a query.", await TroubleAsync(other));
    }

    private static string Small(int at) => $$"""{"project":"p","number":1,"lastUpdated":{{Base + at}}}""";

    private static async Task<string> TroubleAsync(QueryRig rig) =>
        (await Assert.ThrowsAsync<CatchUpException>(() => rig.Source.PageAsync(Range, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)))).Message;
}
