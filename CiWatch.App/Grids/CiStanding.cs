using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>How a CI fares on a project, in one word.</summary>
internal enum Standing
{
    /// <summary>No result in the window.</summary>
    None,

    /// <summary>A tenth of the results or fewer failed.</summary>
    Pass,

    /// <summary>Over 10 % failed.</summary>
    Watch,

    /// <summary>Over 25 % failed.</summary>
    Amber,

    /// <summary>Over 33 % failed.</summary>
    Red,

    /// <summary>Half or more failed.</summary>
    Emergency,

    /// <summary>The newest three results, of three different changes, all failed.</summary>
    Broken,

    /// <summary>Said nothing in the window where five answers or more were expected.</summary>
    Silent,
}

/// <summary>How a CI fares on a project, from its column. Pure.</summary>
internal static class CiStanding
{
    private const int InARow = 3;

    /// <summary>The first word that applies: silent and broken before the bands of the fail rate.</summary>
    public static Standing Of(GridSnapshot grid, int column)
    {
        var cells = grid.Rows.Select(r => (r.Source.Change, Cell: r.Cells[column])).ToList();
        if (cells.All(c => c.Cell.Reports is null) && cells.Count(c => IsOwed(grid, c.Cell.State)) >= Silence.With) return Standing.Silent;
        if (IsBroken(cells)) return Standing.Broken;
        return FailBands.Of(grid.Stats[column].FailRate) switch
        {
            FailBand.Emergency => Standing.Emergency,
            FailBand.Red => Standing.Red,
            FailBand.Amber => Standing.Amber,
            FailBand.Watch => Standing.Watch,
            _ => grid.Stats[column].FailRate is null ? Standing.None : Standing.Pass,
        };
    }

    /// <summary>Whether one of the gate's pipelines is broken: then all who work on the project are held up.</summary>
    public static bool IsGateBroken(GridSnapshot grid) => Enumerable.Range(0, grid.Columns.TakeWhile(c => c.Gate).Count())
        .Any(column => IsBroken(grid.Rows.Select(r => (r.Source.Change, r.Cells[column]))));

    /// <summary>The word itself.</summary>
    public static string Word(this Standing standing) => standing == Standing.None ? "no results" : standing.ToString().ToLowerInvariant();

    // What is due while something may be missing says nothing of the CI.
    private static bool IsOwed(GridSnapshot grid, CellState state) =>
        state is CellState.Overdue or CellState.Missing || (state == CellState.Pending && grid.CompleteUntil is null);

    private static bool IsBroken(IEnumerable<(long Change, GridCell Cell)> cells)
    {
        HashSet<long> failed = [];
        foreach (var (change, cell) in cells)
        {
            if (cell.State is CellState.Pass or CellState.Flaky) return false;
            if (cell.State is CellState.Fail or CellState.Infra && failed.Add(change) && failed.Count == InARow) return true;
        }

        return false;
    }
}
