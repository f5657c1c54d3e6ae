using System.Collections.Immutable;
using CiWatch.App.Grids.Signs;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>One column: a CI. What votes change from minute to minute is in <see cref="ColumnStats"/>.</summary>
/// <param name="Ci">The CI's key, as in data-ci and the API.</param>
/// <param name="Name">What the head shows.</param>
/// <param name="Gate">A pipeline of the project's gate CI that stays in view: at most two, and they stand first.</param>
/// <param name="Jobs">The names of its jobs in the window, sorted: what the column opens into.</param>
/// <param name="Also">
/// A second key whose reports belong here: what an account with pipelines says without naming one ("Merge Failed.") stands in its
/// first pipeline's column, not in one of its own.
/// </param>
public sealed record GridColumn(
    string Ci,
    string Name,
    string Account,
    string? Pipeline,
    bool Gate,
    ImmutableArray<string> Jobs,
    string? Also = null)
{
    /// <summary>Those of its jobs that a setting puts together, in the settings' order.</summary>
    public ImmutableArray<JobGroup> Groups { get; init; } = [];

    /// <summary>How many more jobs it has: <see cref="Jobs"/> are Pages:MaxJobColumns at most.</summary>
    public int MoreJobs { get; init; }
}

/// <summary>What stands over a column.</summary>
/// <param name="FailRate">Failed / Results in the window, 0 to 1; null without results.</param>
/// <param name="Failed">Patch sets on which the CI failed, of its own trouble or the change's.</param>
/// <param name="Results">Patch sets on which it passed, failed, had its own trouble, or was flaky.</param>
public readonly record struct ColumnStats(double? FailRate, int Failed, int Results)
{
    /// <summary>Those of <see cref="Failed"/> that were the CI's own trouble.</summary>
    public int Infra { get; init; }

    /// <summary>Share of the results that failed for another reason than the CI's own trouble, 0 to 1; null without results.</summary>
    public double? ChangeFailRate => FailRate is null ? null : Infra == 0 ? FailRate : (double)(Failed - Infra) / Results;
}

/// <summary>One cell.</summary>
/// <param name="Quarter">While pending: which hour of the wait it is, 1 to 4; else 0.</param>
/// <param name="Late">The first result came after the limit for answers in time.</param>
/// <param name="Reports">What stands behind it; null where the CI said nothing.</param>
public readonly record struct GridCell(CellState State, byte Quarter, bool Late, CiReports? Reports)
{
    /// <summary>How it failed, where a report of it did.</summary>
    public CellFailure? Failure { get; init; }

    /// <summary>The signs that this failure shares with those of other changes; null for none.</summary>
    public CellSigns? Signs { get; init; }
}

/// <summary>
/// One row. The same object as in the snapshot before wherever nothing in it changed, so that a component can compare references.
/// </summary>
/// <param name="Cells">One for each column, in the columns' order.</param>
public sealed record GridRow(BoardRow Source, ImmutableArray<GridCell> Cells)
{
    /// <summary>Replaced by a newer patch set, or abandoned: shown quieter.</summary>
    public bool Old => Source.SupersededAt is not null || Source.Status is ChangeStatus.Abandoned or ChangeStatus.Deleted;
}

/// <summary>Counts over a whole grid.</summary>
public sealed record GridTotals(int PatchSets, int ThirdPartyCis, int Answered, int Owed);

/// <summary>All that the project page shows, for one project and window: shared by all circuits that show it.</summary>
/// <param name="Columns">The same array as before wherever no CI and no job came or went: rows need to be drawn anew only then.</param>
/// <param name="Stats">One for each column, in the columns' order; changes with the votes.</param>
/// <param name="Rows">Newest first.</param>
/// <param name="NewestAt">Event time of the newest thing that is shown; null on an empty board.</param>
public sealed record GridSnapshot(
    string Server,
    string Project,
    GridWindow Window,
    DateTimeOffset From,
    DateTimeOffset To,
    ImmutableArray<GridColumn> Columns,
    ImmutableArray<ColumnStats> Stats,
    ImmutableArray<GridRow> Rows,
    GridTotals Totals,
    DateTimeOffset? NewestAt,
    long Version)
{
    /// <summary>
    /// Of the feed's making: another number for each snapshot that shows something else than the one before, the same where only
    /// time went on. 0 for one that no feed made.
    /// </summary>
    public long Edition { get; init; }

    /// <summary>The CIs that have no column, the one that answers most regularly first. The same array as before wherever nothing changed.</summary>
    public ImmutableArray<FoldedCi> Folded { get; init; } = [];

    /// <summary>How many CIs the window has, with and without columns.</summary>
    public int CiCount => Columns.Length + Folded.Length;

    /// <summary>What is due later counts as neither overdue nor missing: see <see cref="Ingest.Intake.SourceState.CompleteUntil"/>. Null while all is known.</summary>
    public DateTimeOffset? CompleteUntil { get; init; }

    /// <summary>Failures that hit several changes.</summary>
    public SameFailures Same { get; init; } = SameFailures.None;
}
