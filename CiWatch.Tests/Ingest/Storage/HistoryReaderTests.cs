using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Storage;

public sealed class HistoryReaderTests : IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void An_empty_database_has_no_history()
    {
        using var history = new HistoryReader(_file.Database).Open();
        Assert.Empty(history.Rows(DateTimeOffset.MinValue));
        Assert.Empty(history.Cis(DateTimeOffset.MinValue));
        Assert.Empty(history.Servers());
    }

    [Fact]
    public void What_is_read_is_what_was_lived()
    {
        var recheck = new Recheck(Lines.Person, null, Lines.Start.AddMinutes(20), "recheck");
        DerivedLine[] story =
        [
            .. Lines.Many(500),
            Lines.Line(Lines.Event("patchset-created", Lines.Start, Lines.Change(7), Lines.PatchSet(1, Lines.Start))),
            Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5), Outcome.Fail), 7, createdAt: Lines.Start),
            Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5), pipeline: null, account: new("acme-ci", null, null)), 7, createdAt: Lines.Start),
            Lines.Line(Lines.Event("comment-added", recheck.At, Lines.Change(7), Lines.PatchSet(1, Lines.Start)), null, recheck),
            Lines.Line(
                Lines.Event("comment-added", recheck.At.AddMinutes(1), Lines.Change(7), Lines.PatchSet(1, Lines.Start)), null,
                recheck with { Target = "acme", At = recheck.At.AddMinutes(1) }),
            Lines.Comment(Lines.Report(Lines.Start.AddMinutes(30)) with { Jobs = [Lines.Job(null, Outcome.Pass)] }, 7, createdAt: Lines.Start),
            Lines.Line(Lines.Event("patchset-created", Lines.Start.AddMinutes(40), Lines.Change(7), Lines.PatchSet(2, Lines.Start.AddMinutes(40)))),
            Lines.Comment(Lines.Report(Lines.Start.AddMinutes(50)), 7, createdAt: Lines.Start),
            Lines.Line(Lines.Event("change-merged", Lines.Start.AddMinutes(60), Lines.Change(7), Lines.PatchSet(2, Lines.Start.AddMinutes(40)))),
            Lines.Comment(Lines.Report(Lines.Start), 7, project: "other", server: "other", createdAt: Lines.Start),
        ];
        var time = new FakeTimeProvider(Lines.Start.AddHours(2));
        var lived = new LiveStore(TimeSpan.FromDays(21), time);
        using (var writer = new BatchWriter(_file.Database)) lived.Apply(writer.Write(story));

        using var history = new HistoryReader(_file.Database).Open();
        var read = new LiveStore(TimeSpan.FromDays(21), time);
        read.Load(history.Cis(Lines.Start.AddDays(-1)), history.Rows(Lines.Start.AddDays(-1)));

        Assert.Equal(lived.Boards.Count(), read.Boards.Count());
        foreach (var board in lived.Boards)
        {
            var same = read.Find(new(board.Server, board.Project))!;
            Assert.Equal(board.Cis.OrderBy(c => c.Key, StringComparer.Ordinal), same.Cis.OrderBy(c => c.Key, StringComparer.Ordinal));
            Assert.Equal(board.Rows.Select(Flat), same.Rows.Select(Flat));
        }
    }

    [Fact]
    public void Rows_come_newest_first_and_none_is_too_old()
    {
        using (var writer = new BatchWriter(_file.Database)) writer.Write(Lines.Many(800));
        var from = Lines.Start.AddSeconds(400);
        using var history = new HistoryReader(_file.Database).Open();
        var rows = history.Rows(from).ToList();
        Assert.Equal(10, rows.Count); // forty comments on each patch set
        Assert.All(rows, r => Assert.True(r.Row.CreatedAt >= from));
        Assert.All(rows.GroupBy(r => r.Key), p => Assert.Equal(p.OrderByDescending(r => r.Row.CreatedAt), p));
    }

    [Fact]
    public void Equal_names_are_one_object()
    {
        using (var writer = new BatchWriter(_file.Database)) writer.Write(Lines.Many(100));
        using var history = new HistoryReader(_file.Database).Open();
        var jobs = history.Rows(Lines.Start).SelectMany(r => r.Row.Cis).SelectMany(c => c.Reports)
            .Select(r => r.Jobs[0]).ToList();
        Assert.All(jobs, j => Assert.Same(jobs[0].Name, j.Name));
        Assert.All(jobs.Where(j => j.Result == "SUCCESS"), j => Assert.Same(jobs.First(k => k.Result == "SUCCESS").Result, j.Result));
    }

    [Fact]
    public void One_reading_is_of_one_state_of_the_file()
    {
        using var writer = new BatchWriter(_file.Database);
        writer.Write(Lines.Many(400));
        using var history = new HistoryReader(_file.Database).Open();
        var cis = history.Cis(Lines.Start).Count();

        writer.Write([Lines.Comment(Lines.Report(Lines.Start, account: new("new-ci", null, null)), 9, project: "new", createdAt: Lines.Start)]);

        Assert.Equal(10, history.Rows(Lines.Start).Count());
        Assert.Equal(cis, history.Cis(Lines.Start).Count());
        using var later = new HistoryReader(_file.Database).Open();
        Assert.Equal((11, cis + 1), (later.Rows(Lines.Start).Count(), later.Cis(Lines.Start).Count()));
    }

    [Fact]
    public async Task Boards_can_be_read_while_another_process_adds_projects_and_CIs()
    {
        using (var first = new BatchWriter(_file.Database)) first.Write(Lines.Many(400));
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            using var writer = new BatchWriter(DatabaseFile.Open(_file.Path));
            var written = 0;
            for (; !enough.IsCancellationRequested; written++)
            {
                var report = Lines.Report(Lines.Start, account: new($"new-{written}", null, null));
                writer.Write([Lines.Comment(report, 50_000 + written, project: $"new-{written}", createdAt: Lines.Start)]);
            }

            return written;
        });
        var live = new LiveStore(TimeSpan.FromDays(21), new FakeTimeProvider(Lines.Start));
        for (var reading = 0; reading < 150 || live.Boards.Count() < 40; reading++)
        {
            using var history = new HistoryReader(_file.Database).Open();
            live.Load(history.Cis(Lines.Start), history.Rows(Lines.Start));
            Assert.All(live.Boards, board => Assert.NotEmpty(board.Cis));
        }

        await enough.CancelAsync();
        Assert.True(await writing >= 20);
    }

    /// <summary>Records compare their arrays by reference; text compares them by what they hold.</summary>
    private static string Flat(BoardRow row) =>
        (row with { Cis = [] }) + string.Concat(row.Cis.Select(c =>
            $"\n{c.Ci}" + string.Concat(c.Reports.Select(r => $"\n  {r with { Jobs = [] }} {string.Join(" ", r.Jobs)}"))));
}
