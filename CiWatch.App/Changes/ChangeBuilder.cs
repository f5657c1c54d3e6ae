using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>Builds a change's board of its project's. Pure: the same parts give the same board.</summary>
internal static class ChangeBuilder
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>The change at the parts' time; null where neither the project's board nor <paramref name="older"/> has a patch set of it.</summary>
    /// <param name="older">Patch sets that memory no longer holds; what memory holds wins.</param>
    /// <param name="upTo">The newest patch set to show, while a newer one waits for the reader; null for all.</param>
    /// <param name="before">What did not change since is the same object as there; all of it where nothing did, until its time is a minute old.</param>
    /// <param name="olderCis">The CIs of <paramref name="older"/>.</param>
    public static ChangeBoard? Build(
        GridParts parts, long change, ImmutableArray<BoardRow> older, int? upTo = null, ChangeBoard? before = null, ImmutableDictionary<string, CiInfo>? olderCis = null)
    {
        var board = olderCis is null ? parts.Board : parts.Board with { Cis = olderCis.SetItems(parts.Board.Cis) };
        var held = board.Rows.Where(r => r.Change == change).ToList();
        ImmutableArray<BoardRow> rows =
        [
            .. held.Concat(older.Where(o => held.All(h => h.PatchSet != o.PatchSet))).Where(r => upTo is null || r.PatchSet <= upTo).OrderBy(r => r.PatchSet).TakeLast(parts.Rules.MaxPatchSets),
        ];
        if (rows.IsEmpty) return null;
        var known = before is not null && before.PatchSets.Length == rows.Length ? before.Cis.ToDictionary(c => c.Column.Ci) : [];
        var (columns, folded) = ColumnBuilder.Build(board, rows, parts.Rosters, parts.Rules);
        ImmutableArray<ImmutableHashSet<string>> expected = [.. rows.Select(parts.Rosters.Expected)]; // once a row: it looks at all CIs
        ImmutableArray<ChangeCi> cis =
        [
            .. columns.Select(column =>
            {
                var built = Ci(parts, rows, expected, column);
                return known.TryGetValue(column.Ci, out var old) && Same(old, built) ? old : built;
            }),
        ];
        return before is not null && parts.Now >= before.To && parts.Now - before.To < Fresh && Same(before.PatchSets, rows) && Same(before.Cis, cis)
            ? before
            : new ChangeBoard(board.Server, board.Project, rows, cis, parts.Now) { Folded = folded.Length };
    }

    /// <summary>Where a state stands.</summary>
    public static CiGroup Group(CellState state) => state switch
    {
        CellState.Fail or CellState.Infra or CellState.Flaky or CellState.Unknown or CellState.Merge => CiGroup.NeedsALook,
        CellState.Overdue or CellState.Missing or CellState.Running or CellState.Pending => CiGroup.StillOwed,
        CellState.Pass or CellState.Void => CiGroup.Passed,
        _ => CiGroup.NotOwed,
    };

    private static ChangeCi Ci(GridParts parts, ImmutableArray<BoardRow> rows, ImmutableArray<ImmutableHashSet<string>> expected, GridColumn column)
    {
        ImmutableArray<GridCell> cells =
            [.. rows.Select((row, i) => CellBuilder.Build(row, column, expected[i].Contains(column.Ci), parts.WaitsTo, parts.Rules.Limits))];
        var change = rows[^1].Change;
        var cause = CellCause.Of(parts, column, cells[^1], change);
        var usual = Usual(CiRecords.Of(parts).Of(column).Others(change));
        return new ChangeCi(
            column, parts.Rules.GateAccounts.Contains(column.Account), cells, cause.Group, cause.Hint, cause.Peers, cause.Failures, usual);
    }

    /// <summary>What the newest report that has the job says of it.</summary>
    public static JobMark Newest(CiReports reports, string job) =>
        reports.Reports.SelectMany(r => r.Jobs).LastOrDefault(j => j.Name == job);

    private static TimeSpan? Usual(ImmutableArray<(BoardRow Row, GridCell Cell)> others)
    {
        var took = others.Take(Peers.Most)
            .Select(o => o.Cell.Reports!.Reports.First(r => r.Phase == Phase.Result || r.Outcome is not null).At - o.Row.CreatedAt)
            .Order().ToList();
        return took.Count == 0 ? null : took[took.Count / 2];
    }

    private static bool Same<T>(ImmutableArray<T> a, ImmutableArray<T> b)
        where T : class => a.AsSpan().SequenceEqual(b.AsSpan(), ReferenceEqualityComparer.Instance);

    private static bool Same(ChangeCi a, ChangeCi b) =>
        ColumnBuilder.Same([a.Column], [b.Column])
        && (a.IsGate, a.Group, a.Hint, a.Usual) == (b.IsGate, b.Group, b.Hint, b.Usual)
        && a.Peers.Same(b.Peers)
        && a.Cells.Length == b.Cells.Length && a.Cells.Zip(b.Cells).All(p => Same(p.First, p.Second))
        && a.Failures.Length == b.Failures.Length
        && a.Failures.Zip(b.Failures).All(p => p.First with { Peers = Peers.None } == p.Second with { Peers = Peers.None } && p.First.Peers.Same(p.Second.Peers));

    private static bool Same(GridCell a, GridCell b) =>
        (a.State, a.Quarter, a.Late) == (b.State, b.Quarter, b.Late)
        && (a.Reports?.Reports ?? []).AsSpan().SequenceEqual((b.Reports?.Reports ?? []).AsSpan(), ReferenceEqualityComparer.Instance);
}
