using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>A cell, and the line of the table on which it stands.</summary>
public sealed record CellPlace(int Line, long Change, int PatchSet, string Ci);

/// <summary>Walks the failures of a table in reading order: line by line, each from left to right. Pure.</summary>
internal static class FailingCells
{
    /// <summary>The next failure after a cell, or the one before it; without a cell the first or the last. Null where there is none.</summary>
    public static CellPlace? Next(ImmutableArray<GridLine> lines, GridLayout layout, CellKey? from, bool forward)
    {
        var start = from is null ? -1 : lines.IndexOf(lines.FirstOrDefault(l => l.Row?.Source is { } s && s.Change == from.Change && s.PatchSet == from.PatchSet));
        if (start < 0) from = null; // its row has left
        var slots = layout.Slots.Where(s => s.Job is null).ToList();
        var column = from is null ? -1 : slots.FindIndex(s => layout.Columns[s.Column].Ci == from.Ci);
        var step = forward ? 1 : -1;
        for (var i = from is null ? (forward ? 0 : lines.Length - 1) : start; i >= 0 && i < lines.Length; i += step)
        {
            if (lines[i].Row is not { } row) continue;
            var first = forward ? 0 : slots.Count - 1;
            if (from is not null && i == start) first = column + step;
            for (var c = first; c >= 0 && c < slots.Count; c += step)
            {
                if (row.Cells[slots[c].Column].State is CellState.Fail or CellState.Infra)
                    return new CellPlace(i, row.Source.Change, row.Source.PatchSet, layout.Columns[slots[c].Column].Ci);
            }
        }

        return null;
    }
}
