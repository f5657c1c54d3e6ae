using System.Text.Json;
using CiWatch.App.Api;
using CiWatch.App.Configuration;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.Ingest.Storage;

/// <summary>A CI that answers 20,000 times on one patch set, in a real file.</summary>
public sealed class ManyReportsTests(ManyReportsTests.Flood flood) : IClassFixture<ManyReportsTests.Flood>
{
    private const int Flooded = 20_000;

    private readonly ReportStore _store = new(flood.File.Database);

    [Fact]
    public async Task A_page_of_a_cell_has_ten_reports_wherever_it_begins()
    {
        var newest = await Page(0);
        var earlier = await Page(10);
        var first = await Page(Flooded - 5);

        Assert.Equal((10, Flooded, Flooded - 10), (newest.Reports.Length, newest.Total, newest.Earlier));
        Assert.Equal(Enumerable.Range(Flooded - 9, 10), newest.Reports.Select(r => r.Number));
        Assert.Equal(Enumerable.Range(Flooded - 19, 10), earlier.Reports.Select(r => r.Number));
        Assert.Equal(Enumerable.Range(1, 5), first.Reports.Select(r => r.Number));
        Assert.Equal((0, Flooded), (first.Earlier, first.Reports[0].Of));
        Assert.Empty((await Page(Flooded)).Reports);

        Task<ReportPage> Page(int skip) => _store.OfCellAsync("opendev", 1, 1, "flood-ci check", null, CancellationToken.None, skip);
    }

    [Fact]
    public async Task The_API_has_the_newest_of_each_CI_and_says_how_many_there_are()
    {
        var answer = await ChangeAsync(null, null);

        var patchSet = Assert.Single(answer.PatchSets);
        Assert.Equal(Flooded + 1, patchSet.Total);
        Assert.Equal(1, patchSet.Reports.Count(r => r.Ci == "zuul check"));
        Assert.Equal(["fail", .. Enumerable.Repeat("pass", 11)], patchSet.Reports.Where(r => r.Ci == "flood-ci check").Select(r => r.Outcome!)); // the first of each outcome, too
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(answer).Length, 5_000, 12_000);
    }

    [Fact]
    public async Task The_API_has_all_reports_of_a_CI_page_by_page()
    {
        HashSet<string> seen = [];
        for (var page = 1; page <= 3; page++)
        {
            var answer = await ReportsAsync(page, 100);
            Assert.Equal((100, Flooded), (answer.Reports.Count, answer.Total));
            Assert.Equal($"/api/v1/changes/1/reports?page={page + 1}&size=100", answer.Next);
            Assert.All(answer.Reports, r => Assert.True(seen.Add(r.Report.Text)));
        }

        var last = await ReportsAsync(Flooded / 100, 100);
        Assert.Equal((100, null as string), (last.Reports.Count, last.Next));
        Assert.Equal("fail", last.Reports[^1].Report.Outcome);
    }

    [Fact]
    public void The_boards_hold_a_hundred_and_know_the_cell()
    {
        using var history = new HistoryReader(flood.File.Database).Open();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var row = Assert.Single(history.Rows(Lines.Start.AddDays(-1))).Row;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var cell = row.Of("flood-ci check")!;
        Assert.Equal((Flooded, 102), (cell.Total, cell.Reports.Length));
        Assert.Equal(
            CellState.Flaky, CellMerge.FromReports([.. cell.Reports.Select(r => new CellFact(r.Phase, r.Outcome, r.At))]));
        Assert.InRange(allocated / Flooded, 0, 6_000);
    }

    [Fact]
    public async Task A_comment_of_four_megabytes_with_fifty_thousand_jobs_is_cut_and_says_so()
    {
        using var file = new DatabaseFile();
        using (var writer = new BatchWriter(file.Database))
        {
            writer.Write([Lines.Comment(Lines.Report(Lines.Start) with
            {
                Text = new string('é', 2_000_000),
                Jobs = [.. Enumerable.Range(0, 50_000).Select(i => Lines.Job($"job-{i}", Outcome.Pass))],
            })]);
        }

        var report = Assert.Single((await new ReportStore(file.Database).OfCellAsync("opendev", 1, 1, "zuul check", null, CancellationToken.None)).Reports).Stored;
        using var history = new HistoryReader(file.Database).Open();

        Assert.Equal(new ReportSize(4_000_000, 50_000), report.Cut);
        Assert.Equal((16 * 1024, 500), (report.Report.Text.Length, report.Report.Jobs.Length));
        Assert.DoesNotContain('\uFFFD', report.Report.Text);
        Assert.Equal(1_000, Assert.Single(Assert.Single(Assert.Single(history.Rows(Lines.Start.AddDays(-1))).Row.Cis).Reports).Jobs.Length);
    }

    [Fact]
    public async Task Patch_sets_come_newest_first_by_pages()
    {
        using var file = new DatabaseFile();
        using (var writer = new BatchWriter(file.Database))
            writer.Write([.. Enumerable.Range(1, 1_200).Select(n => Lines.Comment(Lines.Report(Lines.Start.AddMinutes(n)), patchSet: n))]);
        var store = new ReportStore(file.Database);

        var whole = (await store.FindChangeAsync(1, null, CancellationToken.None))!;
        var page = (await store.FindChangeAsync(1, null, CancellationToken.None, skip: 1_000, take: 100))!;

        Assert.Equal((1_000, 1_200), (whole.PatchSets.Length, whole.Total));
        Assert.Equal(Enumerable.Range(201, 1_000), whole.PatchSets.Select(p => p.Info.Number));
        Assert.Equal(Enumerable.Range(101, 100), page.PatchSets.Select(p => p.Info.Number));
        Assert.All(page.PatchSets, p => Assert.Equal((1, 1), (p.Total, p.Reports.Length)));
    }

    private async Task<ChangeAnswer> ChangeAsync(string? page, string? size) => Assert.IsType<Ok<ChangeAnswer>>((await ChangeEndpoint.Get(
        1, null, page, size, _store, Options.Create(new LimitOptions()), Request("/api/v1/changes/1"), CancellationToken.None)).Result).Value!;

    private async Task<ReportsAnswer> ReportsAsync(int page, int size) => Assert.IsType<Ok<ReportsAnswer>>((await ReportsEndpoint.Get(
        1, "flood-ci check", 1, null, $"{page}", $"{size}", _store, Options.Create(new LimitOptions()), Request("/api/v1/changes/1/reports"),
        CancellationToken.None)).Result).Value!;

    private static HttpRequest Request(string path) => new DefaultHttpContext { Request = { Path = path } }.Request;

    public sealed class Flood : IDisposable
    {
        public Flood()
        {
            using var writer = new BatchWriter(File.Database);
            writer.Write([Lines.Comment(Lines.Report(Lines.Start))]);
            foreach (var batch in Enumerable.Range(0, Flooded).Chunk(1_000))
                writer.Write([.. batch.Select(i => Lines.Comment(Lines.Report(
                    Lines.Start.AddSeconds(i), i == 0 ? Outcome.Fail : Outcome.Pass, account: new Account("flood-ci", "Flood CI", null)) with
                { Text = $"Build {i}" }))]);
        }

        internal DatabaseFile File { get; } = new();

        public void Dispose() => File.Dispose();
    }
}
