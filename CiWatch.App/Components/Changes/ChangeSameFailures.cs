using System.Collections.Immutable;
using CiWatch.App.Changes;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Signs;

namespace CiWatch.App.Components.Changes;

/// <summary>Which failures on a change's newest patch set the project's grid shows on other changes too. Pure.</summary>
internal static class ChangeSameFailures
{
    /// <summary>By CI; none where the grid does not show the patch set.</summary>
    public static ImmutableDictionary<string, SameFailure> Of(ChangeBoard board, GridSnapshot? grid) => grid is null
        ? ImmutableDictionary<string, SameFailure>.Empty
        : (from ci in board.Cis
           where ci.Group == CiGroup.NeedsALook
           let view = CellView.Find(grid, new CellKey(board.Newest.Change, board.Newest.PatchSet, ci.Column.Ci, null))
           where view is not null
           let same = CellSameFailure.Of(grid.Same, view)
           where same is not null
           select (ci.Column.Ci, same)).ToImmutableDictionary(s => s.Ci, s => s.same);
}
