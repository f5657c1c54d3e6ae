using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>
/// Whose trouble one cell probably is, held against how its CI fares on other changes: what a change's page and a cell's panel say.
/// </summary>
/// <param name="Peers">How others fare with the CI.</param>
/// <param name="Failures">The jobs that failed, those that vote first; none where the report names none.</param>
public sealed record CellCause(CiGroup Group, Hint Hint, Peers Peers, ImmutableArray<FailedJob> Failures)
{
    /// <summary>The record that stands beside the hint: of the first failed job where others ran it, else of the CI.</summary>
    public Peers Shown => ShownJob is null ? Peers : Failures[0].Peers;

    /// <summary>The job that <see cref="Shown"/> is of; null where it is of the CI.</summary>
    public string? ShownJob => Failures is [{ Peers.Count: > 0, Name: var name }, ..] ? name : null;

    /// <summary>The cause of a CI's own cell on a change.</summary>
    internal static CellCause Of(GridParts parts, GridColumn column, GridCell cell, long change) =>
        Of(parts, column, cell, cell.State, change, column.Jobs, ofCi: true);

    /// <summary>The cause of a cell as it is shown: of the CI, of one of its jobs, or of a group of them. A job's cell is judged by that job alone.</summary>
    internal static CellCause Of(GridParts parts, CellView view) => view.Job is not { } job
        ? Of(parts, view.Column, view.Cell, view.Row.Source.Change)
        : Of(
            parts, view.Column, view.Cell, view.Shown.State, view.Row.Source.Change,
            view.Column.Groups.FirstOrDefault(g => g.Key == job) is { } group ? [.. group.Jobs] : [job], ofCi: false);

    private static CellCause Of(
        GridParts parts, GridColumn column, GridCell cell, CellState state, long change, ImmutableArray<string> jobs, bool ofCi)
    {
        var record = CiRecords.Of(parts).Of(column);
        var (group, others) = (ChangeBuilder.Group(state), record.Others(change));
        var peers = Peers.Of(others);
        var failures = group == CiGroup.NeedsALook && cell.Reports is { } reports ? FailuresOf(reports, jobs, others) : [];
        var hint = group switch
        {
            CiGroup.NeedsALook => Hint.OfAnswer(state, peers, [.. failures.Where(f => (f.Voting || !ofCi) && f.State == CellState.Fail).Select(f => f.Peers)]),
            CiGroup.StillOwed => Hint.OfWait(state, record.HeardAt, record.Unanswered(change), parts.WaitsTo),
            _ => Hint.Nothing,
        };
        return new CellCause(group, hint, peers, failures);
    }

    private static ImmutableArray<FailedJob> FailuresOf(
        CiReports reports, ImmutableArray<string> jobs, ImmutableArray<(BoardRow, GridCell)> others) =>
    [
        .. jobs
            .Select(job => (Job: job, Cell: CellBuilder.Job(reports, job)))
            .Where(j => ChangeBuilder.Group(j.Cell.State) == CiGroup.NeedsALook)
            .OrderByDescending(j => j.Cell.Voting).ThenBy(j => j.Cell.State == CellState.Fail ? 0 : 1).ThenBy(j => j.Job, StringComparer.Ordinal)
            .Select(j => new FailedJob(j.Job, ChangeBuilder.Newest(reports, j.Job).Result, j.Cell.State, j.Cell.Voting, Peers.Of(others, j.Job))),
    ];
}
