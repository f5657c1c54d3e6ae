using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids.Filtering;

/// <summary>What a column or a row comes to, for filters. Pure.</summary>
internal static class ColumnLooks
{
    /// <summary>Passes, and nothing that needs a look: no failure, no trouble, nothing overdue or missing.</summary>
    public static bool IsGreen(ReadOnlySpan<GridRow> rows, int column)
    {
        var passed = false;
        foreach (var row in rows)
        {
            var state = row.Cells[column].State;
            if (state == CellState.Pass) passed = true;
            else if (state is not (CellState.Blank or CellState.Void or CellState.Excused or CellState.Pending or CellState.Running)) return false;
        }

        return passed;
    }

    /// <summary>Nothing was ever said or owed but "no result"; of no rows at all nothing is known.</summary>
    public static bool IsVoid(ReadOnlySpan<GridRow> rows, int column)
    {
        foreach (var row in rows)
        {
            if (row.Cells[column].State is not (CellState.Blank or CellState.Void or CellState.Excused)) return false;
        }

        return !rows.IsEmpty;
    }

    /// <summary>Whether one of these columns failed, of the change's fault or the CI's.</summary>
    public static bool HasFailure(GridRow row, ReadOnlySpan<int> columns) => Any(row, columns, s => s is CellState.Fail or CellState.Infra);

    /// <summary>Whether one of these columns owes an answer that is overdue or missing.</summary>
    public static bool HasMissing(GridRow row, ReadOnlySpan<int> columns) => Any(row, columns, s => s is CellState.Overdue or CellState.Missing);

    /// <summary>
    /// The gate CI's newest vote on a patch set, as +1 or −1; 0 where it has none. A report that tells its outcome and no vote
    /// counts by the outcome.
    /// </summary>
    public static int GateVote(GridRow row, ImmutableArray<GridColumn> columns)
    {
        var (vote, at) = (0, DateTimeOffset.MinValue);
        for (var i = 0; i < columns.Length && columns[i].Gate; i++)
        {
            foreach (var report in row.Cells[i].Reports?.Reports ?? [])
            {
                var said = report.Vote is { } v and not 0 ? Math.Sign(v) : report.Outcome switch
                {
                    Outcome.Pass => 1,
                    Outcome.Fail or Outcome.Infra or Outcome.Merge => -1,
                    _ => 0,
                };
                if (said != 0 && report.Phase != Phase.Start && report.At >= at) (vote, at) = (said, report.At);
            }
        }

        return vote;
    }

    private static bool Any(GridRow row, ReadOnlySpan<int> columns, Func<CellState, bool> counts)
    {
        foreach (var column in columns)
        {
            if (counts(row.Cells[column].State)) return true;
        }

        return false;
    }
}
