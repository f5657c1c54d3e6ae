using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>What happened.</summary>
public enum MarkKind
{
    /// <summary>A patch set came.</summary>
    Upload,

    /// <summary>A person asked all CIs to run again, or one of them.</summary>
    Recheck,

    /// <summary>The gate came to a result.</summary>
    Gate,

    /// <summary>A third-party CI came to a result.</summary>
    Vote,

    /// <summary>Answers were due and had not come.</summary>
    Due,

    /// <summary>The change was merged, abandoned or deleted.</summary>
    Closed,
}

/// <summary>One thing that happened to a change.</summary>
/// <param name="State">What a CI came to; blank for all else.</param>
/// <param name="Ci">The CI's name; of a recheck the one that is asked, as written; "" for all else.</param>
/// <param name="Since">Of a gate's result: when its run began, as far as is known.</param>
/// <param name="Count">Of answers that are due: how many.</param>
/// <param name="By">Of a recheck: who asked; "" where only the time is known.</param>
public sealed record TimelineMark(
    MarkKind Kind, DateTimeOffset At, int PatchSet, CellState State = CellState.Blank, string Ci = "", int? Vote = null, DateTimeOffset? Since = null, int Count = 0,
    string By = "");

/// <summary>An entry of the list beside the chart: a mark, or a run of passes that is told as one.</summary>
/// <param name="Passes">How many third-party CIs passed one after the other; 1 for a single mark.</param>
public sealed record TimelineEntry(TimelineMark Mark, int Passes = 1);

/// <summary>A change's history as marks in time. Pure.</summary>
internal static class Timeline
{
    /// <summary>All marks, oldest first.</summary>
    /// <param name="rechecks">Who asked for other runs, as the database has it; what memory knows besides is taken from the board.</param>
    public static ImmutableArray<TimelineMark> Marks(ChangeBoard board, CellLimits limits, ImmutableArray<StoredRecheck> rechecks)
    {
        List<TimelineMark> marks = [];
        for (var i = 0; i < board.PatchSets.Length; i++)
        {
            var row = board.PatchSets[i];
            marks.Add(new(MarkKind.Upload, row.CreatedAt, row.PatchSet));
            var told = rechecks.Where(r => r.PatchSet == row.PatchSet).ToList();
            if (row.RecheckedAt is { } asked && told.All(r => r.Target is not null || r.At != asked)) marks.Add(new(MarkKind.Recheck, asked, row.PatchSet));
            marks.AddRange(told.Select(r => new TimelineMark(MarkKind.Recheck, r.At, row.PatchSet, Ci: r.Target ?? "", By: r.By)));
            foreach (var ci in board.Cis) marks.AddRange(Results(ci, ci.Cells[i], row));
        }

        var newest = board.Newest;
        var owed = board.Cis.Count(c => c.Now.State is CellState.Overdue or CellState.Missing);
        var due = newest.AskedAt + limits.Overdue;
        if (owed > 0 && due <= board.To) marks.Add(new(MarkKind.Due, due, newest.PatchSet, Count: owed));
        if (newest.Status != ChangeStatus.Open && newest.ClosedAt is { } closed) marks.Add(new(MarkKind.Closed, closed, newest.PatchSet));
        return [.. marks.OrderBy(m => m.At).ThenBy(m => m.Kind).ThenBy(m => m.Ci, StringComparer.Ordinal)];
    }

    /// <summary>The list, newest first: passes of third-party CIs that follow each other on one patch set are told as one.</summary>
    public static ImmutableArray<TimelineEntry> Entries(ImmutableArray<TimelineMark> oldestFirst)
    {
        List<TimelineEntry> entries = [];
        foreach (var mark in oldestFirst.Reverse())
        {
            if (Quiet(mark) && entries is [.., var last] && Quiet(last.Mark) && last.Mark.PatchSet == mark.PatchSet)
                entries[^1] = last with { Passes = last.Passes + 1 };
            else entries.Add(new(mark));
        }

        return [.. entries];
    }

    private static bool Quiet(TimelineMark mark) => mark is { Kind: MarkKind.Vote, State: CellState.Pass };

    private static IEnumerable<TimelineMark> Results(ChangeCi ci, GridCell cell, BoardRow row)
    {
        if (cell.Reports is not { } reports) yield break;
        DateTimeOffset? began = null;
        foreach (var report in reports.Reports)
        {
            if (report.Phase == Phase.Start) began = report.At;
            if (CellMerge.Answer(new CellFact(report.Phase, report.Outcome, report.At)) is not { } outcome) continue;
            var since = began ?? (row.RecheckedAt is { } asked && asked > row.CreatedAt && asked < report.At ? asked : row.CreatedAt);
            yield return new(ci.IsGate ? MarkKind.Gate : MarkKind.Vote, report.At, row.PatchSet, CellMerge.State(outcome), ci.Column.Name, report.Vote, ci.IsGate ? since : null);
            began = null;
        }
    }
}
