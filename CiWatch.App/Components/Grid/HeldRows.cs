using System.Collections.Immutable;
using CiWatch.App.Grids;

namespace CiWatch.App.Components.Grid;

/// <summary>
/// New patch sets wait while the reader is busy further down or with one cell: nothing moves that the reader did not move.
/// Votes change cells in place all the same.
/// </summary>
/// <param name="Change">The topmost row when holding began.</param>
internal sealed record HeldRows(long Change, int PatchSet)
{
    /// <summary>Holds at the topmost row; null where there is none.</summary>
    public static HeldRows? At(ImmutableArray<GridRow> rows) =>
        rows.IsEmpty ? null : new HeldRows(rows[0].Source.Change, rows[0].Source.PatchSet);

    /// <summary>How many rows stand above the held one. None where it is gone: then there is nothing left to hold.</summary>
    public int Waiting(ImmutableArray<GridRow> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Source.Change == Change && rows[i].Source.PatchSet == PatchSet) return i;
        }

        return 0;
    }
}
