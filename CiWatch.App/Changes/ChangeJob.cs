using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>A job's mark on one patch set.</summary>
public readonly record struct JobCell(CellState State, bool Voting);

/// <summary>One job of a CI on all patch sets of a change: a row under the CI's own, where the reader opened it.</summary>
/// <param name="Cells">One for each patch set, oldest first; blank where it did not run.</param>
/// <param name="Result">The newest patch set's result word; "" where it did not run there.</param>
/// <param name="Took">How long it ran there; null where the report does not say.</param>
/// <param name="Peers">How others fare with it.</param>
public sealed record ChangeJob(string Name, ImmutableArray<JobCell> Cells, string Result, TimeSpan? Took, Peers Peers)
{
    /// <summary>The mark on the newest patch set.</summary>
    public JobCell Now => Cells[^1];

    /// <summary>The jobs of one CI, those that failed first, then by name. Pure.</summary>
    /// <param name="before">What did not change since is the same array as this.</param>
    internal static ImmutableArray<ChangeJob> Of(GridParts parts, ChangeBoard board, ChangeCi ci, ImmutableArray<ChangeJob> before)
    {
        var others = CiRecords.Of(parts).Of(ci.Column).Others(board.Newest.Change);
        ImmutableArray<string> failed = [.. ci.Failures.Select(f => f.Name)];
        ImmutableArray<ChangeJob> jobs = [.. failed.Concat(ci.Column.Jobs.Except(failed)).Select(job => Of(ci, job, others))];
        return !before.IsDefault && jobs.Length == before.Length && jobs.Zip(before).All(p => Same(p.First, p.Second)) ? before : jobs;
    }

    private static ChangeJob Of(ChangeCi ci, string job, ImmutableArray<(BoardRow, GridCell)> others)
    {
        var mark = ci.Now.Reports is { } reports ? ChangeBuilder.Newest(reports, job) : default;
        return new ChangeJob(
            job,
            [.. ci.Cells.Select(c => CellBuilder.Job(c.Reports, job)).Select(c => new JobCell(c.State, c.Voting))],
            mark.Result ?? "", mark.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Peers.Of(others, job));
    }

    private static bool Same(ChangeJob a, ChangeJob b) =>
        (a.Name, a.Result, a.Took) == (b.Name, b.Result, b.Took) && a.Cells.AsSpan().SequenceEqual(b.Cells.AsSpan()) && a.Peers.Same(b.Peers);
}
