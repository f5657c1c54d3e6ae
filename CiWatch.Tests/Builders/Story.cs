using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Builders;

/// <summary>Invented events of one project, as committed lines. Times are minutes from <see cref="T0"/>.</summary>
internal sealed class Story(string server = "gerrit", string project = "acme/storage")
{
    public static readonly DateTimeOffset T0 = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly List<CommittedLine> _lines = [];
    private long _reports;

    public IReadOnlyList<CommittedLine> Lines => _lines;

    public static DateTimeOffset At(double minutes) => T0.AddMinutes(minutes);

    public Story PatchSet(long change, int number, double minutes, string branch = "master", string? kind = "REWORK", bool wip = false) =>
        Add("patchset-created", change, number, minutes, branch: branch, kind: kind, wip: wip, createdAt: At(minutes));

    public Story Merged(long change, int number, double minutes) => Add("change-merged", change, number, minutes, ChangeStatus.Merged);

    public Story Abandoned(long change, int number, double minutes) => Add("change-abandoned", change, number, minutes, ChangeStatus.Abandoned);

    public Story Renamed(long change, int number, double minutes, string subject) =>
        Add("topic-changed", change, number, minutes, subject: subject);

    public Story Recheck(long change, int number, double minutes, string? target = null) =>
        Add("comment-added", change, number, minutes, recheck: new Recheck(new Account("ada", "Ada", null), target, At(minutes), "recheck"));

    public Story Starts(long change, int number, string ci, double minutes, string? pipeline = null) =>
        Reports(change, number, ci, minutes, Phase.Start, null, pipeline);

    public Story Votes(long change, int number, string ci, double minutes, Outcome outcome, string? pipeline = null, params string[] jobs) =>
        Reports(change, number, ci, minutes, Phase.Result, outcome, pipeline, jobs);

    public Story Reports(
        long change, int number, string ci, double minutes, Phase phase, Outcome? outcome, string? pipeline = null, params string[] jobs) =>
        Add("comment-added", change, number, minutes, report: new Report(
            new Account(ci, ci.ToUpperInvariant() + " CI", null), pipeline, phase, outcome, null, At(minutes), false, null, "text",
            [.. jobs.Select(j => new JobRun(j, "SUCCESS", outcome ?? Outcome.Unknown, "https://log.example/" + j, 60, true))]));

    public LiveStore Told(LiveStore? live = null)
    {
        live ??= new LiveStore(LiveStore.DefaultHistory, TimeProvider.System);
        live.Apply(_lines);
        return live;
    }

    public ProjectBoard Board() => Told().Find(new ProjectKey(server, project))!;

    private Story Add(
        string type, long change, int number, double minutes, ChangeStatus? status = null, string branch = "master", string? kind = null,
        bool wip = false, DateTimeOffset? createdAt = null, string? subject = null, Report? report = null, Recheck? recheck = null)
    {
        var at = At(minutes);
        var info = new ChangeInfo(
            project, branch, change, null, subject ?? $"Change {change}", new Account("ada", "Ada", null), $"https://gerrit.example/{change}",
            null, status ?? ChangeStatus.Open, wip);
        var e = new StreamEvent(type, at, project, info, new PatchSetInfo(number, kind, createdAt, null, null, null), null, null, null, []);
        var line = new DerivedLine(new RawLine(server, ReadOnlyMemory<byte>.Empty, at), e, null, report, recheck);
        _lines.Add(new CommittedLine(line, report is null ? [] : [new(++_reports, number, report)]));
        return this;
    }
}
