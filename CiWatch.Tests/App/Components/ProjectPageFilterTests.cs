using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using CiWatch.App.Components.Filters;
using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Pages;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.App.Components;

/// <summary>The filter bar of a project's page, and rows that are drawn through a filter.</summary>
public sealed class ProjectPageFilterTests : ProjectPageContext
{
    private BunitNavigationManager Navigation => (BunitNavigationManager)Services.GetRequiredService<NavigationManager>();

    [Theory]
    [InlineData("Failures only", "only=failures")]
    [InlineData("No answer", "only=missing")]
    [InlineData("Hide green", "hide=green")]
    [InlineData("Hide empty", "hide=void")]
    [InlineData("Gate ±1", "mark=gate")]
    public async Task A_toggle_is_a_step_in_the_address_and_back(string label, string query)
    {
        var cut = Page();
        Assert.Equal("false", Chip(cut, label).GetAttribute("aria-pressed"));

        await cut.InvokeAsync(() => Chip(cut, label).Click());

        cut.WaitForAssertion(() => Assert.Equal("true", Chip(cut, label).GetAttribute("aria-pressed")));
        Assert.EndsWith("/project/openstack/nova?" + query, Navigation.Uri);
        Assert.False(Navigation.History.First().Options.ReplaceHistoryEntry);

        await cut.InvokeAsync(() => Chip(cut, label).Click());

        cut.WaitForAssertion(() => Assert.EndsWith("/project/openstack/nova", Navigation.Uri));
    }

    [Fact]
    public void Typing_counts_when_it_stops_and_is_no_step()
    {
        var cut = Page();
        cut.Find("#fq, [name=fq]").Input("live");
        Time.Advance(FilterText.Pause / 2);
        cut.Find("[name=fq]").Input("libvirt");
        Time.Advance(FilterText.Pause / 2);
        Assert.EndsWith("/project/openstack/nova", Navigation.Uri);

        Time.Advance(FilterText.Pause);

        cut.WaitForAssertion(() => Assert.EndsWith("?q=libvirt", Navigation.Uri));
        Assert.True(Navigation.History.First().Options.ReplaceHistoryEntry);
        cut.WaitForAssertion(() => Assert.All(cut.FindAll("tbody .subj"), s => Assert.Contains("libvirt", s.TextContent)));
        Assert.NotEmpty(cut.FindAll("tbody .subj"));
    }

    [Fact]
    public void A_regex_that_is_none_says_so_beside_its_field_and_hides_nothing()
    {
        var cut = PageAt("?q=%2Fa(%2F");

        Assert.Contains("a ) is missing", cut.Find("#fq-error").TextContent);
        Assert.Equal("true", cut.Find("[name=fq]").GetAttribute("aria-invalid"));
        Assert.NotEmpty(cut.FindAll("tbody tr th[scope=row]"));
    }

    [Fact]
    public void Nonsense_in_the_address_is_said_and_shows_the_whole_grid()
    {
        var cut = PageAt("?status=%3Cb%3E&window=yesterday&only=x&hide=y&mark=z&ci=gone-ci");

        var note = cut.Find(".fnote[role=status]").TextContent;
        Assert.All(["status=<b>", "window=yesterday", "only=x", "hide=y", "mark=z", "gone-ci"], said => Assert.Contains(said, note));
        Assert.NotEmpty(cut.FindAll("tbody tr th[scope=row]"));
    }

    [Fact]
    public void A_filter_that_hides_everything_says_so_and_offers_to_go()
    {
        var cut = PageAt("?q=nobody+wrote+this&only=failures&mark=gate");

        Assert.Equal("Your filters hide all 60 rows", cut.Find(".nothing h2").TextContent);
        Assert.Equal("0 of 60 patch sets", cut.Find(".sum span").TextContent);
        Assert.Contains("nobody wrote this", cut.Find(".nothing").TextContent);
        Assert.Equal("/project/openstack/nova?mark=gate", cut.Find(".nothing a").GetAttribute("href"));
    }

    [Fact]
    public void Compared_CIs_alone_have_columns()
    {
        var cut = PageAt("?ci=cisco-aci-ci&ci=arista-eos-ci");

        Assert.Equal(["arista-eos-ci", "cisco-aci-ci"], cut.FindAll("thead th.ci").Select(h => h.GetAttribute("data-ci")));
        Assert.Equal(2, cut.Find("tbody tr:not(.gap):not(.day)").QuerySelectorAll("td").Length);
        Assert.Equal(2, cut.FindAll(".compare input[checked]").Count);
    }

    [Fact]
    public void A_cells_column_is_its_own_when_others_are_hidden()
    {
        var all = Page().FindAll("td[data-ci='cisco-aci-ci']").Select(td => (td.GetAttribute("data-change"), td.GetAttribute("data-state"))).ToList();

        var cut = PageAt("?ci=cisco-aci-ci");

        Assert.Equal(all, cut.FindAll("td[data-ci]").Select(td => (td.GetAttribute("data-change"), td.GetAttribute("data-state"))));
    }

    [Fact]
    public void Marks_say_the_gates_vote_in_words()
    {
        var cut = PageAt("?mark=gate");

        Assert.NotEmpty(cut.FindAll("tr[data-gate-vote='+1'] .gv"));
        Assert.NotEmpty(cut.FindAll("tr[data-gate-vote='−1'] .gv"));
        Assert.Empty(Page().FindAll(".gv"));
    }

    [Fact]
    public async Task An_open_cell_stays_when_the_filter_hides_it()
    {
        var cut = Page();
        var cell = cut.FindAll("td[data-ci='arista-eos-ci'][data-state='pass']")[0];
        await cut.InvokeAsync(() => cut.Instance.Choose(cell.GetAttribute("data-change")!, cell.GetAttribute("data-patchset")!, "arista-eos-ci", null));
        Assert.Single(cut.FindAll(".panel"));

        await cut.InvokeAsync(() => Navigation.NavigateTo("/project/openstack/nova?q=nobody+wrote+this&ci=cisco-aci-ci"));

        cut.WaitForAssertion(() => Assert.Single(cut.FindAll(".nothing")));
        Assert.Contains("Arista EOS", cut.Find(".panel h2").TextContent);
    }

    [Theory]
    [InlineData("window=48h&hide=green", "?window=48h&hide=green")]
    [InlineData("mark=gate&q=secret&only=failures", "?mark=gate")]
    [InlineData("window=banana&hide=x", "")]
    public async Task What_the_browser_remembers_is_put_into_a_bare_address(string remembered, string query)
    {
        var cut = Page();

        await cut.InvokeAsync(() => cut.Instance.Preferred(remembered));

        Assert.EndsWith("/project/openstack/nova" + query, Navigation.Uri);
    }

    [Fact]
    public async Task An_address_that_says_something_is_left_as_it_is()
    {
        var cut = PageAt("?q=api");

        await cut.InvokeAsync(() => cut.Instance.Preferred("hide=green"));

        Assert.EndsWith("?q=api", Navigation.Uri);
    }

    [Fact]
    public void Every_control_has_a_name_and_every_filter_its_count()
    {
        var cut = Page();

        Assert.All(cut.FindAll(".filter > select, .filter .ftext input"), c => Assert.NotEmpty(c.GetAttribute("aria-label")!));
        Assert.All(cut.FindAll(".filter .chip:not(.fmorebtn)"), c => Assert.Matches(@"\d+$", c.TextContent.Trim()));
        Assert.Contains("60 of 60 rows", cut.Find(".shown").TextContent);
    }

    [Fact]
    public void One_vote_renders_one_row_through_a_filter()
    {
        var board = GridSamples.Board(30, 10);
        var filter = new CiWatch.App.Grids.Filtering.GridFilter { Ci = "/a/", Text = "/./", HideVoid = true };
        var before = CiWatch.App.Grids.Filtering.GridFiltering.Apply(GridSamples.Grid(board), filter, TimeProvider.System);
        var layout = GridLayout.Of(before.Grid.Columns, [], before.Columns);
        var cut = Render<GridTable>(p => p
            .Add(t => t.Snapshot, before.Grid).Add(t => t.Layout, layout).Add(t => t.Lines, GridLines.Of(before.Rows.AsSpan()))
            .Add(t => t.View, new LineWindow(0, 100)).Add(t => t.Limits, CellLimits.Default).Add(t => t.Now, SampleBoard.Now));
        var rows = cut.FindComponents<GridRowView>();
        var ci = before.Grid.Columns[before.Columns[^1]].Ci;

        var after = CiWatch.App.Grids.Filtering.GridFiltering.Apply(GridSamples.Grid(GridSamples.Voted(board, 7, ci, Outcome.Infra), before.Grid), filter, TimeProvider.System, before);
        Assert.True(after.Columns == before.Columns); // else the page makes a new layout, and every row with it
        cut.Render(p => p.Add(t => t.Snapshot, after.Grid).Add(t => t.Lines, GridLines.Of(after.Rows.AsSpan())));

        Assert.Equal([7], rows.Select((r, i) => (r.Instance.Renders, i)).Where(r => r.Renders > 1).Select(r => r.i));
    }

    private IRenderedComponent<ProjectPage> PageAt(string query)
    {
        Navigation.NavigateTo("/project/" + Project + query);
        return Render<ProjectPage>(p => p.Add(x => x.Name, Project));
    }

    private static IElement Chip(IRenderedComponent<ProjectPage> cut, string label) =>
        cut.FindAll(".filter .chip").Single(c => c.TextContent.Contains(label, StringComparison.Ordinal));
}
