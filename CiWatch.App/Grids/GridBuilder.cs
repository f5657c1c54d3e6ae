using System.Collections.Immutable;
using CiWatch.App.Grids.Signs;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>What a grid is built with besides the board.</summary>
/// <param name="GateAccounts">Usernames of gate CIs.</param>
/// <param name="MaxJobs">How many jobs a column opens into at most.</param>
internal sealed record GridRules(CellLimits Limits, IReadOnlySet<string> GateAccounts, int MaxJobs)
{
    /// <summary>Which jobs of a CI stand together.</summary>
    public JobGroupRules Groups { get; init; } = JobGroupRules.None;

    /// <summary>How many CIs have columns at most.</summary>
    public int MaxColumns { get; init; } = 200;

    /// <summary>How many patch sets a change's page shows at most.</summary>
    public int MaxPatchSets { get; init; } = 100;
}

/// <summary>Builds a grid of a board. Pure: the same board, window, rosters and time give the same grid.</summary>
internal static class GridBuilder
{
    /// <summary>
    /// The grid at <paramref name="now"/>. Waits are measured to <paramref name="completeUntil"/> where that is earlier.
    /// Whatever did not change since <paramref name="before"/> is the same object as there.
    /// </summary>
    /// <param name="only">Keys of the CIs that are wanted besides the gate's; null for all.</param>
    public static GridSnapshot Build(
        ProjectBoard board, GridWindow window, RosterTable rosters, DateTimeOffset now, GridRules rules, GridSnapshot? before = null,
        DateTimeOffset? completeUntil = null, IReadOnlySet<string>? only = null)
    {
        var shown = Shown(board.Rows, now - window.Length);
        var (columns, folded) = ColumnBuilder.Build(board, shown, rosters, rules, only);
        if (before is not null && before.Folded.AsSpan().SequenceEqual(folded.AsSpan())) folded = before.Folded;
        if (before is not null && ColumnBuilder.Same(before.Columns, columns)) columns = before.Columns;
        var known = before is not null && before.Columns == columns
            ? before.Rows.ToDictionary(r => (r.Source.Change, r.Source.PatchSet))
            : [];
        var waitsTo = Earlier(now, completeUntil);
        return Snapshot(board, window, now, completeUntil, columns, folded, shown.Select(row =>
        {
            var built = new GridRow(row, Cells(row, columns, rosters, waitsTo, rules.Limits));
            return known.TryGetValue((row.Change, row.PatchSet), out var old) && Same(old, built) ? old : built;
        }));
    }

    /// <summary>
    /// The grid a moment after <paramref name="before"/>: only rows that changed are made anew, and no wait grows older. Null
    /// where a CI or a job came that has no column yet; then <see cref="Build"/> is due.
    /// </summary>
    public static GridSnapshot? Update(ProjectBoard board, RosterTable rosters, DateTimeOffset now, GridRules rules, GridSnapshot before)
    {
        var known = new Dictionary<BoardRow, GridRow>(before.Rows.Length, ReferenceEqualityComparer.Instance);
        foreach (var row in before.Rows) known[row.Source] = row;
        var places = before.Columns.ToDictionary(c => c.Ci);
        foreach (var column in before.Columns)
        {
            if (column.Also is { } also) places[also] = column;
        }

        var shown = Shown(board.Rows, before.From);
        if (shown.Any(row => !known.ContainsKey(row) && !ColumnBuilder.Covers(places, row, rosters, rules, !before.Folded.IsEmpty))) return null;
        var waitsTo = Earlier(now, before.CompleteUntil);
        return Snapshot(board, before.Window, now, before.CompleteUntil, before.Columns, before.Folded, shown.Select(row =>
            known.GetValueOrDefault(row) ?? new GridRow(row, Cells(row, before.Columns, rosters, waitsTo, rules.Limits))));
    }

    /// <summary>What waits are measured to: now, or until when all is known.</summary>
    public static DateTimeOffset Earlier(DateTimeOffset now, DateTimeOffset? completeUntil) => completeUntil < now ? completeUntil.Value : now;

    private static GridSnapshot Snapshot(
        ProjectBoard board, GridWindow window, DateTimeOffset now, DateTimeOffset? completeUntil, ImmutableArray<GridColumn> columns,
        ImmutableArray<FoldedCi> folded,
        IEnumerable<GridRow> built)
    {
        var (rows, same) = Signing.Sign([.. built], columns);
        return new GridSnapshot(
            board.Server, board.Project, window, now - window.Length, now, columns, Stats(columns, rows), rows, Totals(columns, folded.Length, rows),
            board.Rows.IsEmpty ? null : board.NewestAt, board.Version)
        {
            Same = same,
            Folded = folded,
            CompleteUntil = completeUntil,
        };
    }

    private static ArraySegment<BoardRow> Shown(ImmutableArray<BoardRow> newestFirst, DateTimeOffset from)
    {
        int low = 0, high = newestFirst.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (newestFirst[middle].CreatedAt >= from) low = middle + 1;
            else high = middle;
        }

        return new ArraySegment<BoardRow>(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(newestFirst)!, 0, low);
    }

    private static ImmutableArray<GridCell> Cells(
        BoardRow row, ImmutableArray<GridColumn> columns, RosterTable rosters, DateTimeOffset now, CellLimits limits)
    {
        var expected = rosters.Expected(row);
        var cells = new GridCell[columns.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = CellBuilder.Build(row, columns[i], expected.Contains(columns[i].Ci), now, limits);
            cells[i] = cell with { Failure = CellFailure.Of(columns[i].Account, cell.State, cell.Reports) };
        }

        return ImmutableArray.Create(cells);
    }

    private static bool Same(GridRow old, GridRow built) =>
        ReferenceEquals(old.Source, built.Source) && old.Cells.AsSpan().SequenceEqual(built.Cells.AsSpan(), Looks);

    /// <summary>Of one source row the reports are the same; only what time made of them can differ.</summary>
    private static EqualityComparer<GridCell> Looks { get; } = EqualityComparer<GridCell>.Create(
        (a, b) => a.State == b.State && a.Quarter == b.Quarter && a.Late == b.Late, c => c.State.GetHashCode());

    private static ImmutableArray<ColumnStats> Stats(ImmutableArray<GridColumn> columns, ImmutableArray<GridRow> rows)
    {
        var stats = new ColumnStats[columns.Length];
        for (var c = 0; c < stats.Length; c++)
        {
            int failed = 0, infra = 0, results = 0;
            foreach (var row in rows)
            {
                var state = row.Cells[c].State;
                if (state is CellState.Fail or CellState.Infra) failed++;
                if (state is CellState.Infra) infra++;
                if (state is CellState.Pass or CellState.Fail or CellState.Infra or CellState.Flaky) results++;
            }

            stats[c] = new ColumnStats(results == 0 ? null : (double)failed / results, failed, results) { Infra = infra };
        }

        return ImmutableArray.Create(stats);
    }

    private static GridTotals Totals(ImmutableArray<GridColumn> columns, int folded, ImmutableArray<GridRow> rows)
    {
        int answered = 0, owed = 0;
        foreach (var cell in rows.SelectMany(r => r.Cells))
        {
            if (cell.State is CellState.Pass or CellState.Fail or CellState.Infra or CellState.Flaky) answered++;
            else if (cell.State is CellState.Overdue or CellState.Missing) owed++;
        }

        return new GridTotals(rows.Length, columns.Count(c => !c.Gate) + folded, answered, owed);
    }
}
