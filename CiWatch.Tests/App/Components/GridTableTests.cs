using Bunit;
using CiWatch.App.Addresses;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Components;

public sealed class GridTableTests : BunitContext
{
    [Fact]
    public void One_vote_renders_one_row()
    {
        var board = GridSamples.Board(30, 10);
        var before = GridSamples.Grid(board);
        var layout = GridLayout.Of(before.Columns, []);
        var cut = Table(before, layout, new LineWindow(0, 100));
        var rows = cut.FindComponents<GridRowView>();
        Assert.Equal(30, rows.Count);
        Assert.All(rows, r => Assert.Equal(1, r.Instance.Renders));

        var ci = before.Columns[5].Ci;
        var after = GridSamples.Grid(GridSamples.Voted(board, 7, ci, Outcome.Infra), before);
        Show(cut, after, layout);

        Assert.Equal([7], rows.Select((r, i) => (r.Instance.Renders, i)).Where(r => r.Renders == 2).Select(r => r.i));
        Assert.All(rows.Where((_, i) => i != 7), r => Assert.Equal(1, r.Instance.Renders));
        var row = after.Rows[7].Source;
        Assert.Equal("infra", cut.Find($"td[data-change='{row.Change}'][data-ci='{ci}']").GetAttribute("data-state"));
    }

    [Fact]
    public void Nothing_new_renders_no_row()
    {
        var board = GridSamples.Board(10, 5);
        var grid = GridSamples.Grid(board);
        var layout = GridLayout.Of(grid.Columns, []);
        var cut = Table(grid, layout, new LineWindow(0, 100));

        Show(cut, GridSamples.Grid(board, grid), layout);

        Assert.All(cut.FindComponents<GridRowView>(), r => Assert.Equal(1, r.Instance.Renders));
    }

    [Fact]
    public void A_job_that_is_called_as_a_group_stands_beside_it()
    {
        var story = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 1, Outcome.Fail, null, "tox (group)", "tox-pep8", "tox-py313");
        var rules = GridSamples.Rules with { Groups = new([("tox", JobGroupRules.Compile("^tox-", out _)!)]) };
        var grid = GridBuilder.Build(story.Board(), GridWindow.Default, RosterTable.Empty, Story.At(5), rules);
        var cut = Table(grid, GridLayout.Of(grid.Columns, []), new LineWindow(0, 100));

        Show(cut, grid, GridLayout.Of(grid.Columns, ["acme"]));
        Show(cut, grid, GridLayout.Of(grid.Columns, ["acme", "acme/tox"]));

        Assert.Equal(["tox", "tox-pep8", "tox-py313", "tox (group)"], cut.FindAll("thead th[data-job] .nm").Select(n => n.TextContent));
        Assert.Equal(4, cut.FindAll("td[data-job]").Select(td => td.GetAttribute("data-job")).Distinct().Count());
        var group = new CellKey(1, 1, "acme", grid.Columns[0].Groups[0].Key);
        Assert.Equal(group, CellAddress.Parse(CellAddress.Of(group)));
    }

    [Theory]
    [InlineData(0, 40)]
    [InlineData(100, 60)]
    [InlineData(475, 60)]
    [InlineData(90_000, 60)]
    [InlineData(-5, 0)]
    public void Lines_out_of_view_are_gaps_of_exactly_their_height(int first, int count)
    {
        var grid = GridSamples.Grid(GridSamples.Board(500, 3, TimeSpan.FromHours(14)));
        var cut = Table(grid, GridLayout.Of(grid.Columns, []), new LineWindow(first, count));
        var lines = GridLines.Of(grid.Rows.AsSpan()).Length;

        var shown = cut.FindAll("tbody tr:not(.gap)").Count;
        var gaps = cut.FindAll("tr.gap td").Select(td => int.Parse(td.GetAttribute("style")![7..^2])).ToList();

        Assert.InRange(shown, 1, 60);
        Assert.Equal(lines * GridLayout.RowHeight, gaps.Sum() + shown * GridLayout.RowHeight);
        Assert.All(gaps, g => Assert.True(g >= 0));
    }

    [Fact]
    public void A_browser_that_asks_for_all_rows_gets_a_screenful()
    {
        var grid = GridSamples.Grid(GridSamples.Board(500, 3));

        var cut = Table(grid, GridLayout.Of(grid.Columns, []), new LineWindow(0, int.MaxValue));

        Assert.Equal(LineWindow.Most, cut.FindAll("tbody tr:not(.gap)").Count);
    }

    [Fact]
    public void Each_day_begins_under_its_name()
    {
        var grid = GridSamples.Grid(GridSamples.Board(30, 2, TimeSpan.FromHours(48)));

        var cut = Table(grid, GridLayout.Of(grid.Columns, []), new LineWindow(0, 100));

        Assert.Equal(["Friday 20 November", "Thursday 19 November", "Wednesday 18 November"], cut.FindAll("tr.day th").Select(th => th.TextContent));
    }

    [Fact]
    public void The_table_says_how_large_it_is_and_every_column_has_a_head()
    {
        var grid = GridSamples.Grid(GridSamples.Board(60, 6));
        var cut = Table(grid, GridLayout.Of(grid.Columns, [grid.Columns[3].Ci]), new LineWindow(0, 20));
        var columns = grid.Columns.Length + grid.Columns[3].Jobs.Length + 1;

        Assert.Equal("grid", cut.Find("table").GetAttribute("role"));
        Assert.Equal(columns, int.Parse(cut.Find("table").GetAttribute("aria-colcount")!));
        Assert.Equal(columns, cut.FindAll("thead th[scope=col]").Count);
        Assert.Equal(columns, cut.FindAll("col").Count);
        Assert.Equal(columns, cut.Find("tbody tr:not(.gap):not(.day)").Children.Length);
        Assert.All(cut.FindAll("tbody tr:not(.gap):not(.day)"), tr => Assert.Equal("row", tr.Children[0].GetAttribute("scope")));
    }

    private IRenderedComponent<GridTable> Table(GridSnapshot grid, GridLayout layout, LineWindow view) => Render<GridTable>(p => p
        .Add(t => t.Snapshot, grid).Add(t => t.Layout, layout).Add(t => t.Lines, GridLines.Of(grid.Rows.AsSpan()))
        .Add(t => t.View, view).Add(t => t.Limits, CellLimits.Default).Add(t => t.Now, SampleBoard.Now));

    private static void Show(IRenderedComponent<GridTable> cut, GridSnapshot grid, GridLayout layout) => cut.Render(p => p
        .Add(t => t.Snapshot, grid).Add(t => t.Layout, layout).Add(t => t.Lines, GridLines.Of(grid.Rows.AsSpan())));
}
