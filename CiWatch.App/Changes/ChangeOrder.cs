using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>
/// In which group and order the CIs stand. It is made when the page opens and kept while it is read: a vote changes its row where it
/// stands, and the rows are sorted anew when the reader says so. Pure.
/// </summary>
internal sealed record ChangeOrder(ImmutableDictionary<string, CiGroup> Groups, ImmutableDictionary<string, int> Places)
{
    /// <summary>The order of a board as it is: failures first in their group, the gate's before others, then those that nobody else has.</summary>
    public static ChangeOrder Of(ChangeBoard board)
    {
        var sorted = board.Cis
            .OrderBy(c => c.Group == CiGroup.NeedsALook && !c.IsGate)
            .ThenBy(c => c.Now.State switch { CellState.Fail => 0, CellState.Missing => 1, CellState.Overdue => 2, CellState.Running => 4, CellState.Pending => 5, _ => 3 })
            .ThenBy(c => c.Hint.Fault == Fault.Change ? 0 : 1)
            .ThenBy(c => c.Column.Name, StringComparer.OrdinalIgnoreCase)
            .Select((c, i) => (c.Column.Ci, c.Group, i)).ToList();
        return new(sorted.ToImmutableDictionary(s => s.Ci, s => s.Group), sorted.ToImmutableDictionary(s => s.Ci, s => s.i));
    }

    /// <summary>Nobody stood anywhere yet.</summary>
    public bool IsEmpty => Places.IsEmpty;

    /// <summary>The CIs that stand in a group. One that is new waits until the reader sorts: a row that came in between would move all below.</summary>
    public ImmutableArray<ChangeCi> In(ChangeBoard board, CiGroup group) =>
        [.. board.Cis.Where(c => Groups.TryGetValue(c.Column.Ci, out var place) && place == group).OrderBy(c => Places[c.Column.Ci])];

    /// <summary>How many stand in another group than theirs by now, or in none yet.</summary>
    public int Moved(ChangeBoard board) => board.Cis.Count(c => !Groups.TryGetValue(c.Column.Ci, out var group) || group != c.Group);
}
