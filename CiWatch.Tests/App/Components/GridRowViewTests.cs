using AngleSharp.Dom;
using Bunit;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.App.Components;

public sealed class GridRowViewTests : BunitContext
{
    [Theory]
    [InlineData(CellState.Pass, "pass", "✓", "passed")]
    [InlineData(CellState.Fail, "fail", "×", "failed")]
    [InlineData(CellState.Infra, "infra", "I", "infrastructure failure")]
    [InlineData(CellState.Merge, "merge", "C", "merge conflict")]
    [InlineData(CellState.Void, "void", "–", "no result: cancelled or skipped")]
    [InlineData(CellState.Unknown, "unknown", "?", "unknown result")]
    [InlineData(CellState.Flaky, "flaky", "±", "flaky: failed and passed on the same patch set")]
    [InlineData(CellState.Running, "running", "»", "running")]
    [InlineData(CellState.Pending, "pending", "·", "pending, due by 17:52 UTC")]
    [InlineData(CellState.Overdue, "overdue", "!", "overdue: expected, no answer for 4 hours")]
    [InlineData(CellState.Missing, "missing", "M", "missing: expected, never answered")]
    [InlineData(CellState.Excused, "excused", "/", "excused: closed")]
    [InlineData(CellState.Blank, "blank", "", null)]
    public void A_cell_says_its_state_by_attribute_glyph_and_words(CellState state, string name, string glyph, string? label)
    {
        var td = Cell(GridSamples.One(state));

        Assert.Equal(name, td.GetAttribute("data-state"));
        Assert.Equal(glyph, td.TextContent);
        Assert.Equal(label, td.GetAttribute("aria-label"));
        Assert.Equal("967726", td.GetAttribute("data-change"));
        Assert.Equal("2", td.GetAttribute("data-patchset"));
        Assert.Equal("acme-ci", td.GetAttribute("data-ci"));
        Assert.Empty(td.Children);
    }

    [Fact]
    public void Every_state_has_a_row_of_its_own_in_the_table_above() =>
        Assert.Equal(13, Enum.GetValues<CellState>().Length);

    [Fact]
    public void Marks_ride_on_the_cell_as_attributes()
    {
        Assert.Equal("3", Cell(GridSamples.One(CellState.Pending, quarter: 3)).GetAttribute("data-q"));
        Assert.True(Cell(GridSamples.One(CellState.Pass, late: true)).HasAttribute("data-late"));
        Assert.Equal("passed, late", Cell(GridSamples.One(CellState.Pass, late: true)).GetAttribute("aria-label"));
        Assert.False(Cell(GridSamples.One(CellState.Pass)).HasAttribute("data-late"));
        Assert.False(Cell(GridSamples.One(CellState.Pass)).HasAttribute("data-q"));
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        const string hostile = "<script>alert(1)</script>\u202Etxt.exe\u001B[31m";
        var cut = Render(GridSamples.One(CellState.Pass, ci: "\" onclick=\"x", row: r => r with
        {
            Subject = hostile,
            Owner = hostile,
            Branch = hostile,
            Url = "javascript:alert(1)",
        }));

        Assert.Empty(cut.FindAll("script, a:not([href^='/change/'])"));
        Assert.Equal("<script>alert(1)</script>\uFFFDtxt.exe␛[31m", cut.Find("bdi.subj").TextContent);
        Assert.Equal(cut.Find("bdi.subj").TextContent, cut.Find("bdi.own").TextContent);
        Assert.Equal("\" onclick=\"x", cut.Find("td").GetAttribute("data-ci"));
        Assert.Null(cut.Find("td").GetAttribute("onclick"));
        Assert.DoesNotContain('\u202E', cut.Markup);
    }

    [Fact]
    public void A_replaced_patch_set_is_quieter_and_says_so()
    {
        var cut = Render(GridSamples.One(CellState.Pass, row: r => r with { SupersededAt = SampleBoard.Now }));

        Assert.True(cut.Find("tr").HasAttribute("data-old"));
        Assert.Equal("replaced", cut.Find(".st").TextContent);
    }

    private IElement Cell((GridRow, GridLayout) one) => Render(one).Find("td");

    private IRenderedComponent<GridRowView> Render((GridRow Row, GridLayout Layout) one) => Render<GridRowView>(p => p
        .Add(v => v.Row, one.Row).Add(v => v.Layout, one.Layout).Add(v => v.Limits, CellLimits.Default).Add(v => v.Now, SampleBoard.Now));
}
