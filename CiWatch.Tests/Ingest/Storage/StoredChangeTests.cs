using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Storage;

public sealed class StoredChangeTests : IDisposable
{
    private const string Hostile = "'; DROP TABLE Reports; -- \u0000 after NUL <script>\u202Egnp.exe 😀 e\u0301 \r\n %s $1 ?1 \uFFFF";

    private readonly DatabaseFile _file = new();
    private readonly BatchWriter _writer;
    private readonly ReportStore _store;

    public StoredChangeTests()
    {
        _writer = new BatchWriter(_file.Database);
        _store = new ReportStore(_file.Database);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task Every_field_comes_back_as_it_was_written()
    {
        var ci = new Account(Hostile, Hostile, Hostile, long.MaxValue, true);
        var report = new Report(
            ci, "check", Phase.Result, Outcome.Infra, -2, Lines.Start.AddMilliseconds(7), true, Hostile, Hostile,
            [
                new(Hostile, Hostile, Outcome.Unknown, "https://x.example.org/?q='\"", int.MaxValue, true),
                new(null, "", Outcome.Merge, null, null, false),
            ])
        {
            Sources = ReportSources.Stream | ReportSources.Rest,
            EventAt = Lines.Start.AddSeconds(1),
            EventText = Hostile,
            MessageId = Hostile,
        };
        var change = new ChangeInfo(Hostile, Hostile, long.MaxValue, Hostile, Hostile, Lines.Person, Hostile, Hostile, ChangeStatus.Open, true);
        var patchSet = new PatchSetInfo(int.MaxValue, Hostile, Lines.Start, Lines.Person, Hostile, Hostile);
        _writer.Write([Lines.Line(Lines.Event("comment-added", report.ReportedAt, change, patchSet), report, null, Hostile)]);

        var found = await _store.FindChangeAsync(long.MaxValue, Hostile, CancellationToken.None);
        Assert.NotNull(found);
        Assert.Equal((Hostile, change), (found.Server, found.Info));
        var stored = Assert.Single(found.PatchSets);
        Assert.Equal((patchSet, Lines.Start), (stored.Info, stored.CreatedAt));
        Same(report, Assert.Single(stored.Reports).Report);
        var cell = await _store.OfCellAsync(Hostile, long.MaxValue, int.MaxValue, Hostile + " check", null, CancellationToken.None);
        Same(report, Assert.Single(cell.Reports).Stored.Report);
    }

    [Fact]
    public async Task Nothing_but_the_required_fields_comes_back_as_nothing_too()
    {
        var report = new Report(new Account(null, null, null), null, Phase.Start, null, null, Lines.Start, false, null, "", []) { EventAt = Lines.Start };
        var change = new ChangeInfo("", "", 0, null, "", null, null, null, null, false);
        _writer.Write([Lines.Line(Lines.Event("comment-added", null, change, new(0, null, null, null, null, null)), report)]);
        var found = await _store.FindChangeAsync(0, null, CancellationToken.None);
        Assert.Equal(change with { Status = ChangeStatus.Open }, found!.Info);
        Assert.Null(found.ClosedAt);
        var stored = Assert.Single(found.PatchSets);
        Assert.Equal(new PatchSetInfo(0, null, Lines.Start, null, null, null), stored.Info);
        Same(report, Assert.Single(stored.Reports).Report);
        Assert.Single((await _store.OfCellAsync("opendev", 0, 0, "(unknown)", null, CancellationToken.None)).Reports);
    }

    [Fact]
    public async Task A_cell_holds_its_own_reports_alone_oldest_first()
    {
        var later = Lines.Report(Lines.Start.AddHours(2), Outcome.Fail);
        var earlier = Lines.Report(Lines.Start.AddHours(1));
        _writer.Write(
        [
            Lines.Comment(later), Lines.Comment(earlier), Lines.Comment(earlier, patchSet: 2), Lines.Comment(earlier, change: 2),
            Lines.Comment(earlier with { Pipeline = "gate" }), Lines.Comment(earlier, server: "other"),
        ]);
        var cell = await _store.OfCellAsync("opendev", 1, 1, "zuul check", null, CancellationToken.None);
        Assert.Equal([2, 1], cell.Reports.Select(r => r.Stored.Id));
        Same(later, cell.Reports[1].Stored.Report);
        Assert.Equal(0, (await _store.OfCellAsync("opendev", 1, 1, "zuul", null, CancellationToken.None)).Total);
        Assert.Equal(3, (await _store.OfCellAsync("opendev", 1, 1, "zuul check", "zuul gate", CancellationToken.None)).Reports.Length);
        Assert.Empty((await _store.OfCellAsync("nowhere", 1, 1, "zuul check", null, CancellationToken.None)).Reports);
    }

    [Fact]
    public async Task One_CIs_reports_on_a_change_come_with_their_patch_sets()
    {
        var (first, second) = (Lines.Report(Lines.Start.AddHours(1), Outcome.Fail), Lines.Report(Lines.Start.AddHours(2)));
        var bare = Lines.Report(Lines.Start.AddHours(3)) with { Pipeline = null };
        _writer.Write(
        [
            Lines.Comment(second, patchSet: 2), Lines.Comment(first), Lines.Comment(first, change: 2), Lines.Comment(bare, patchSet: 2),
            Lines.Comment(first with { Pipeline = "gate" }), Lines.Comment(first, server: "other"),
        ]);

        var found = await _store.OfCiAsync("opendev", 1, 1, "zuul check", null, CancellationToken.None);
        Assert.Equal([1, 2], found.Reports.Select(r => r.PatchSet));
        Same(first, found.Reports[0].Stored.Report);
        Same(second, found.Reports[1].Stored.Report);
        Assert.Equal([1, 2, 2], (await _store.OfCiAsync("opendev", 1, 1, "zuul check", "zuul", CancellationToken.None)).Reports.Select(r => r.PatchSet));
        Assert.Equal([2], (await _store.OfCiAsync("opendev", 1, 2, "zuul check", null, CancellationToken.None)).Reports.Select(r => r.PatchSet));
        Assert.Empty((await _store.OfCiAsync("nowhere", 1, 1, "zuul check", null, CancellationToken.None)).Reports);
    }

    [Fact]
    public async Task Who_asked_for_another_run_comes_with_the_CI_that_was_asked()
    {
        var at = Lines.Start.AddHours(2);
        var nameless = new Account("eve", null, null);
        _writer.Write([Asked(2, nameless, Hostile, at.AddMinutes(1)), Asked(1, Lines.Person, null, at), Asked(1, Lines.Person, null, at, change: 2)]);

        StoredRecheck[] expected = [new(1, "Ada", null, at), new(2, "eve", Hostile, at.AddMinutes(1))];
        Assert.Equal(expected, await _store.RechecksAsync("opendev", 1, CancellationToken.None));
        Assert.Empty(await _store.RechecksAsync("nowhere", 1, CancellationToken.None));

        static DerivedLine Asked(int patchSet, Account by, string? target, DateTimeOffset at, long change = 1) =>
            Lines.Line(Lines.Event("comment-added", at, Lines.Change(change), Lines.PatchSet(patchSet)), null, new Recheck(by, target, at, "recheck"));
    }

    [Fact]
    public async Task A_number_without_a_server_finds_the_change_last_heard_of()
    {
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddHours(1)), server: "b"), Lines.Comment(Lines.Report(Lines.Start), server: "a")]);
        Assert.Equal("b", (await _store.FindChangeAsync(1, null, CancellationToken.None))!.Server);
        Assert.Equal("a", (await _store.FindChangeAsync(1, "a", CancellationToken.None))!.Server);
        Assert.Null(await _store.FindChangeAsync(1, "c", CancellationToken.None));
        Assert.Null(await _store.FindChangeAsync(2, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_change_alone_is_found_without_its_reports()
    {
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddHours(1)), server: "b"), Lines.Comment(Lines.Report(Lines.Start), server: "a")]);
        var head = (await _store.FindChangeHeadAsync(1, null, CancellationToken.None))!;
        Assert.Equal("b", head.Server);
        Assert.Equal((await _store.FindChangeAsync(1, "b", CancellationToken.None))!.Info, head.Info);
        Assert.Null(await _store.FindChangeHeadAsync(2, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_late_report_joins_its_old_patch_set()
    {
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start), patchSet: 2, createdAt: Lines.Start)]);
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddDays(30)), patchSet: 1, createdAt: Lines.Start.AddDays(-1))]);
        var found = await _store.FindChangeAsync(1, null, CancellationToken.None);
        Assert.Equal([1, 2], found!.PatchSets.Select(p => p.Info.Number));
        Assert.Equal(Lines.Start.AddDays(30), found.PatchSets[0].Reports.Single().Report.ReportedAt);
    }

    [Fact]
    public async Task A_patch_set_first_known_by_a_comment_is_completed_later()
    {
        var bare = new PatchSetInfo(1, null, null, null, null, null);
        var full = Lines.PatchSet(createdAt: Lines.Start);
        var report = Lines.Report(Lines.Start.AddHours(3));
        _writer.Write([Lines.Line(Lines.Event("comment-added", report.ReportedAt, Lines.Change(), bare), report)]);
        Assert.Equal(report.ReportedAt, (await PatchSet()).CreatedAt);
        _writer.Write([Lines.Line(Lines.Event("comment-added", Lines.Start.AddHours(2), Lines.Change(), bare))]);
        Assert.Equal(Lines.Start.AddHours(2), (await PatchSet()).CreatedAt);
        _writer.Write([Lines.Line(Lines.Event("patchset-created", Lines.Start, Lines.Change(), full))]);
        Assert.Equal(full, (await PatchSet()).Info);
        _writer.Write([Lines.Line(Lines.Event("comment-added", Lines.Start.AddHours(4), Lines.Change(), bare))]);
        Assert.Equal(full, (await PatchSet()).Info);

        async Task<StoredPatchSet> PatchSet() => (await _store.FindChangeAsync(1, null, CancellationToken.None))!.PatchSets.Single();
    }

    [Fact]
    public async Task What_newer_events_leave_out_of_an_account_stays()
    {
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start, account: new("zuul", "Zuul", "zuul@example.org")))]);
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start, account: new("zuul", "Zuul CI", null, 5)))]);
        var cell = await _store.OfCellAsync("opendev", 1, 1, "zuul check", null, CancellationToken.None);
        Assert.All(cell.Reports, r => Assert.Equal(new Account("zuul", "Zuul CI", "zuul@example.org", 5), r.Stored.Report.Account));
    }

    [Fact]
    public async Task A_renamed_project_takes_its_changes_along()
    {
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start), project: "old")]);
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddHours(1)), patchSet: 2, project: "new")]);
        Assert.Equal("new", (await _store.FindChangeAsync(1, null, CancellationToken.None))!.Info.Project);
        Assert.Equal(1, _file.Number("SELECT count(DISTINCT ProjectId) FROM PatchSets"));
    }

    [Fact]
    public async Task Facts_of_a_change_outlive_the_writer_that_knew_them()
    {
        Tell("patchset-created", 0, Lines.Change() with { Subject = "First", Topic = "t" });
        Tell("change-merged", 9, Lines.Change() with { Subject = "Last" });
        Tell("comment-added", 5, Lines.Change() with { Subject = "Middle" });
        var found = await _store.FindChangeAsync(1, null, CancellationToken.None);
        Assert.Equal(Lines.Change() with { Subject = "Last", Status = ChangeStatus.Merged }, found!.Info);
        Assert.Equal(Lines.Start.AddMinutes(9), found.ClosedAt);

        void Tell(string type, int minute, ChangeInfo change)
        {
            using var writer = new BatchWriter(_file.Database);
            writer.Write([Lines.Line(Lines.Event(type, Lines.Start.AddMinutes(minute), change))]);
        }
    }

    [Fact]
    public async Task A_writer_at_work_keeps_no_reader_waiting_and_a_reader_no_writer()
    {
        using var other = _file.Database.Open();
        using (other.BeginTransaction())
        {
            Assert.Null(await _store.FindChangeAsync(1, null, CancellationToken.None));
        }

        using var reading = other.BeginTransaction(deferred: true);
        using var command = other.CreateCommand();
        command.CommandText = "SELECT count(*) FROM Reports";
        Assert.Equal(0L, command.ExecuteScalar());
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start))]);
        Assert.Equal(0L, command.ExecuteScalar());
        Assert.NotNull(await _store.FindChangeAsync(1, null, CancellationToken.None));
    }

    private static void Same(Report expected, Report actual)
    {
        Assert.Equal(expected.Jobs.AsEnumerable(), actual.Jobs);
        Assert.Equal(expected with { Jobs = [] }, actual with { Jobs = [] });
    }
}
