using System.Collections.Immutable;
using System.Globalization;
using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>What a phone's card says of a row in words.</summary>
internal static class CardWords
{
    private static readonly CellState[] Worst = [CellState.Fail, CellState.Infra, CellState.Missing, CellState.Overdue];

    /// <summary>Places of the third-party cells that need a look, the worst kind first, then in column order.</summary>
    public static ImmutableArray<int> Exceptions(GridRow row, int gates) =>
        [.. Worst.SelectMany(state => Enumerable.Range(gates, row.Cells.Length - gates).Where(i => row.Cells[i].State == state))];

    /// <summary>Places of the gate's cells that say anything.</summary>
    public static IEnumerable<int> Gates(GridRow row, ImmutableArray<GridColumn> columns) =>
        Enumerable.Range(0, columns.TakeWhile(c => c.Gate).Count()).Where(i => row.Cells[i].State != CellState.Blank);

    /// <summary>"30 passed, 4 waiting": what the exceptions leave out; "" where that is nothing.</summary>
    public static string Rest(GridRow row) => string.Join(", ", Counts(row, (CellState.Pass, "passed"), (CellState.Flaky, "flaky"), (CellState.Running, "running"), (CellState.Pending, "waiting")));

    /// <summary>All counts, for a screen reader; never empty, since a picture needs a name.</summary>
    public static string Summary(GridRow row)
    {
        var counts = string.Join(", ", Counts(row,
            (CellState.Pass, "passed"), (CellState.Fail, "failed"), (CellState.Infra, "infrastructure failures"), (CellState.Flaky, "flaky"),
            (CellState.Merge, "merge conflicts"), (CellState.Unknown, "unknown"), (CellState.Void, "without a result"), (CellState.Excused, "excused"),
            (CellState.Missing, "missing"), (CellState.Overdue, "overdue"), (CellState.Running, "running"), (CellState.Pending, "waiting")));
        return counts.Length > 0 ? counts : "no votes, and none expected";
    }

    private static IEnumerable<string> Counts(GridRow row, params (CellState State, string Word)[] words) =>
        from word in words
        let n = row.Cells.Count(c => c.State == word.State)
        where n > 0
        select string.Create(CultureInfo.InvariantCulture, $"{n} {word.Word}");
}
