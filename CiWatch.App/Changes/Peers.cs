using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>
/// How other changes fared with one CI, or with one of its jobs: the last <see cref="Most"/> patch sets of the project on which it
/// came to a result. Patch sets of the change itself are none of them, else a change that fails again and again would speak for itself.
/// </summary>
/// <param name="States">Oldest first; passed, failed, infrastructure failure or flaky.</param>
public sealed record Peers(ImmutableArray<CellState> States)
{
    /// <summary>How many are looked at.</summary>
    public const int Most = 20;

    /// <summary>How far a job is looked for: in so many patch sets on which its CI answered.</summary>
    public const int Reach = 60;

    /// <summary>Nobody to compare with.</summary>
    public static Peers None { get; } = new([]);

    /// <summary>How many failed, of their own fault or the CI's.</summary>
    public int Bad { get; } = States.Count(s => s is CellState.Fail or CellState.Infra);

    /// <summary>How many there are.</summary>
    public int Count => States.Length;

    /// <summary>The CI's record.</summary>
    internal static Peers Of(ImmutableArray<(BoardRow Row, GridCell Cell)> cells) => Newest(cells.Select(c => c.Cell.State));

    /// <summary>The record of one of its jobs.</summary>
    internal static Peers Of(ImmutableArray<(BoardRow Row, GridCell Cell)> cells, string job) =>
        Newest(cells.Select(c => CellBuilder.Job(c.Cell.Reports, job).State).Where(Answered));

    /// <summary>The same to look at.</summary>
    internal bool Same(Peers other) => States.AsSpan().SequenceEqual(other.States.AsSpan());

    private static Peers Newest(IEnumerable<CellState> newestFirst) => new([.. newestFirst.Take(Most).Reverse()]);

    /// <summary>Whether a state is a result that others are compared with.</summary>
    internal static bool Answered(CellState state) => state is CellState.Pass or CellState.Fail or CellState.Infra or CellState.Flaky;
}
