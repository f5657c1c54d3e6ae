using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>Which cell of a grid: as the attributes of a td name it.</summary>
/// <param name="Ci">The CI's key.</param>
/// <param name="Job">A job of an opened CI; null for the CI itself.</param>
public sealed record CellKey(long Change, int PatchSet, string Ci, string? Job);

/// <summary>A cell with all that belongs to it, of one snapshot.</summary>
public sealed record CellView(GridRow Row, GridColumn Column, GridCell Cell, string? Job)
{
    /// <summary>Which cell it is.</summary>
    public CellKey Key => new(Row.Source.Change, Row.Source.PatchSet, Column.Ci, Job);

    /// <summary>The state that the cell shows: of the CI, a job, or a group of jobs.</summary>
    public (CellState State, bool Voting) Shown => Job is not { } job ? (Cell.State, true)
        : Column.Groups.FirstOrDefault(g => g.Key == job) is { } group ? CellBuilder.Group(Cell.Reports, group)
        : CellBuilder.Job(Cell.Reports, job);

    /// <summary>Looks a cell up; null where its row or its CI is not in the grid (any more).</summary>
    public static CellView? Find(GridSnapshot grid, CellKey key)
    {
        var row = grid.Rows.FirstOrDefault(r => r.Source.Change == key.Change && r.Source.PatchSet == key.PatchSet);
        for (var i = 0; row is not null && i < grid.Columns.Length; i++)
        {
            if (grid.Columns[i].Ci == key.Ci) return new CellView(row, grid.Columns[i], row.Cells[i], key.Job);
        }

        return null;
    }
}
