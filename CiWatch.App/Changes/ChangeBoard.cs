using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>Where a CI stands on the page, by its cell on the newest patch set.</summary>
public enum CiGroup
{
    /// <summary>Failed, of whosever fault, flaky, or unreadable.</summary>
    NeedsALook,

    /// <summary>An answer is expected, or on its way.</summary>
    StillOwed,

    /// <summary>Passed, or came to no result that counts.</summary>
    Passed,

    /// <summary>Spoke on earlier patch sets; on the newest nothing is expected of it.</summary>
    NotOwed,
}

/// <summary>One job that failed on the newest patch set.</summary>
/// <param name="Result">The newest result word.</param>
/// <param name="Peers">How others fare with it.</param>
public sealed record FailedJob(string Name, string Result, CellState State, bool Voting, Peers Peers);

/// <summary>
/// One CI on all patch sets of a change. The same object as before wherever nothing of it changed: its row is drawn anew only then.
/// </summary>
/// <param name="IsGate">Whether the account gates the project.</param>
/// <param name="Cells">One for each patch set, oldest first.</param>
/// <param name="Failures">The jobs that failed on the newest patch set, those that vote first; none where the report names none.</param>
/// <param name="Usual">How long the CI usually takes to answer, of its peers; null without any.</param>
public sealed record ChangeCi(
    GridColumn Column, bool IsGate, ImmutableArray<GridCell> Cells, CiGroup Group, Hint Hint, Peers Peers, ImmutableArray<FailedJob> Failures, TimeSpan? Usual)
{
    /// <summary>The cell on the newest patch set.</summary>
    public GridCell Now => Cells[^1];
}

/// <summary>One change with all that CIs said of it: an immutable snapshot that its page shows.</summary>
/// <param name="PatchSets">Oldest first; never empty.</param>
/// <param name="Cis">The gate's first, then by name.</param>
/// <param name="To">The time that waits are measured to.</param>
public sealed record ChangeBoard(string Server, string Project, ImmutableArray<BoardRow> PatchSets, ImmutableArray<ChangeCi> Cis, DateTimeOffset To)
{
    /// <summary>How many more CIs spoke or are expected: <see cref="Cis"/> are Pages:MaxColumns at most.</summary>
    public int Folded { get; init; }

    /// <summary>The newest patch set; what is true of the change stands there.</summary>
    public BoardRow Newest => PatchSets[^1];
}
