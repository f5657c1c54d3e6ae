using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>What the window's grid knows of one CI, for the card at its head.</summary>
/// <param name="Owed">Patch sets whose answer is overdue or missing.</param>
/// <param name="LastAt">Its newest result; null without one.</param>
public sealed record HeadFacts(GridColumn Column, ColumnStats Stats, int Owed, int Waiting, DateTimeOffset? LastAt)
{
    /// <summary>How it is asked to run again, and who minds it; null where the settings do not say.</summary>
    public CiContactOptions? Contact { get; init; }

    /// <summary>Null where the grid has no such CI.</summary>
    public static HeadFacts? Of(GridSnapshot grid, string ci)
    {
        for (var c = 0; c < grid.Columns.Length; c++)
        {
            if (grid.Columns[c].Ci != ci) continue;
            var cells = grid.Rows.Select(r => r.Cells[c]).ToList();
            return new HeadFacts(
                grid.Columns[c], grid.Stats[c], cells.Count(x => x.State is CellState.Overdue or CellState.Missing),
                cells.Count(x => x.State is CellState.Pending or CellState.Running),
                cells.SelectMany(x => x.Reports?.Reports ?? []).Where(r => r.Phase == Phase.Result).Max(r => (DateTimeOffset?)r.At));
        }

        return null;
    }
}
