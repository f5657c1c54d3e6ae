using System.Collections.Immutable;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.App.Components;

/// <summary>Grids of the sample board, made by the real builder.</summary>
internal static class GridSamples
{
    public static readonly GridRules Rules = new(CellLimits.Default, new HashSet<string> { "zuul" }, 100);

    public static ProjectBoard Board(int rows, int thirdParty, TimeSpan? over = null) => new(
        SampleBoard.Server, "openstack/nova", [.. SampleBoard.Rows(rows, thirdParty, over ?? TimeSpan.FromHours(20))],
        SampleBoard.Cis(thirdParty).ToImmutableDictionary(c => c.Ci), SampleBoard.Now, 1);

    public static GridSnapshot Grid(ProjectBoard board, GridSnapshot? before = null) =>
        GridBuilder.Build(board, new GridWindow(TimeSpan.FromDays(7)), RosterTable.Empty, SampleBoard.Now, Rules, before);

    /// <summary>The board after one CI said one thing more on one patch set.</summary>
    public static ProjectBoard Voted(ProjectBoard board, int row, string ci, Outcome outcome)
    {
        var old = board.Rows[row];
        var at = SampleBoard.Now.AddSeconds(-1);
        var report = new CiReports(ci, [new ReportHead(7, Phase.Result, outcome, null, at, false, [])]);
        var cis = old.Cis.RemoveAll(c => c.Ci == ci).Add(report).Sort((a, b) => string.CompareOrdinal(a.Ci, b.Ci));
        return board with { Rows = board.Rows.SetItem(row, old with { Cis = cis }), Version = board.Version + 1 };
    }

    /// <summary>One patch set by one CI, in one state.</summary>
    public static (GridRow Row, GridLayout Layout) One(
        CellState state, byte quarter = 0, bool late = false, Func<BoardRow, BoardRow>? row = null, string ci = "acme-ci")
    {
        var source = new BoardRow(
            967726, 2, "A subject", "Ada", "master", "https://review.example.org/c/967726", null, null, ChangeStatus.Open, false, null,
            SampleBoard.Now.AddMinutes(-72), null, null, null, []);
        var cell = new GridCell(state, quarter, late, null);
        return (new GridRow(row is null ? source : row(source), [cell]), GridLayout.Of([new GridColumn(ci, "Acme CI", "acme-ci", null, false, [])], []));
    }
}
