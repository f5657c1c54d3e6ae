using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>Makes one cell of what a CI said and of what it owes. Pure.</summary>
internal static class CellBuilder
{
    /// <summary>The cell at <paramref name="now"/>; blank where the CI said nothing and nothing is expected of it.</summary>
    public static GridCell Build(BoardRow row, GridColumn column, bool expected, DateTimeOffset now, CellLimits limits)
    {
        var reports = Reports(row, column);
        var state = reports is null ? CellState.Blank : State(reports);
        if (state == CellState.Running) return new GridCell(Started(row, reports!, now, limits), 0, false, reports);
        if (state != CellState.Blank) return new GridCell(state, 0, state == CellState.Pass && Late(row, reports!, limits), reports);
        if (!expected) return new GridCell(CellState.Blank, 0, false, reports);
        var wait = Waiting.State(row.AskedAt, now, row.Status, row.ClosedAt, row.SupersededAt, limits);
        return new GridCell(wait.State, wait.Quarter, false, reports);
    }

    /// <summary>A job's cell comes from reports alone, never from a guess: the job's outcomes on this patch set, merged.</summary>
    public static (CellState State, bool Voting) Job(CiReports? reports, string job)
    {
        if (reports is null) return (CellState.Blank, true);
        var all = reports.Reports;
        Span<CellFact> facts = all.Length <= 32 ? stackalloc CellFact[all.Length] : new CellFact[all.Length];
        int n = 0;
        var voting = true;
        foreach (var report in all)
        {
            foreach (var mark in report.Jobs)
            {
                if (!string.Equals(mark.Name, job, StringComparison.Ordinal)) continue;
                facts[n++] = new CellFact(Phase.Result, mark.Outcome, report.At);
                voting = mark.Voting;
                break;
            }
        }

        return (CellMerge.FromReports(facts[..n]), voting);
    }

    /// <summary>
    /// A group's cell: the worst of its jobs' states, voting ones before all others. Fail counts most, then infra, merge, unknown, flaky,
    /// pass; void loses to every other outcome.
    /// </summary>
    public static (CellState State, bool Voting) Group(CiReports? reports, JobGroup group)
    {
        var (worst, voting) = (CellState.Blank, true);
        foreach (var job in group.Jobs)
        {
            var (state, votes) = Job(reports, job);
            if (state == CellState.Blank) continue;
            if (worst == CellState.Blank || (votes && !voting) || (votes == voting && Badness(state) > Badness(worst))) (worst, voting) = (state, votes);
        }

        return (worst, voting);
    }

    private static int Badness(CellState state) => state switch
    {
        CellState.Fail => 6,
        CellState.Infra => 5,
        CellState.Merge => 4,
        CellState.Unknown => 3,
        CellState.Flaky => 2,
        CellState.Pass => 1,
        _ => 0,
    };

    /// <summary>
    /// A run that began and never ended: nobody waits for it where the patch set was replaced or the change closed (CIs stop such
    /// runs without a word), and after the longest wait it is as missing as one that never began.
    /// </summary>
    private static CellState Started(BoardRow row, CiReports reports, DateTimeOffset now, CellLimits limits)
    {
        var answered = State(reports with { Reports = reports.Reports.RemoveAll(r => r.Phase == Phase.Start) });
        var over = row.SupersededAt is not null || row.Status != ChangeStatus.Open;
        var stuck = now - reports.Reports.Last(r => r.Phase == Phase.Start).At >= limits.Missing;
        return !over && !stuck ? CellState.Running
            : answered != CellState.Blank ? answered
            : over ? CellState.Excused
            : CellState.Missing;
    }

    private static CiReports? Reports(BoardRow row, GridColumn column)
    {
        var own = row.Of(column.Ci);
        if (column.Also is null || row.Of(column.Also) is not { } also) return own;
        return own is null
            ? also with { Ci = column.Ci }
            : new CiReports(column.Ci, [.. own.Reports.Concat(also.Reports).OrderBy(r => r.At).ThenBy(r => r.Id)]);
    }

    private static CellState State(CiReports reports)
    {
        var all = reports.Reports;
        Span<CellFact> facts = all.Length <= 32 ? stackalloc CellFact[all.Length] : new CellFact[all.Length];
        for (var i = 0; i < all.Length; i++) facts[i] = new CellFact(all[i].Phase, all[i].Outcome, all[i].At);
        return CellMerge.FromReports(facts);
    }

    private static bool Late(BoardRow row, CiReports reports, CellLimits limits)
    {
        foreach (var report in reports.Reports)
        {
            if (report.Phase == Phase.Result) return Waiting.Late(row.CreatedAt, report.At, limits);
        }

        return false;
    }
}
