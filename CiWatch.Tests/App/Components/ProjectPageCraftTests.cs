using Bunit;
using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Pages;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.App.Components;

/// <summary>What a reader does with the page: holds it, sends a cell's address, follows a sign.</summary>
public sealed class ProjectPageCraftTests : ProjectPageContext
{
    private const long Newcomer = 999_999;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // the first question to a database builds its model

    private readonly DatabaseFile _file = new();

    public ProjectPageCraftTests() => Services.AddSingleton(new ReportStore(_file.Database));

    private static double Minutes => (SampleBoard.Now - Story.T0).TotalMinutes;

    [Fact]
    public async Task A_held_view_stays_as_it_was_says_what_waits_and_takes_all_when_it_goes_on()
    {
        var cut = Page();
        var row = Live.Find(new(SampleBoard.Server, Project))!.Rows.First(r => r.Cis.Any(c => c.Ci == "zuul check") && r.SupersededAt is null);
        await cut.InvokeAsync(() => cut.Find("button.pause").Click());
        Assert.Equal("true", cut.Find("button.pause").GetAttribute("aria-pressed"));
        Assert.True(cut.Find(".project").HasAttribute("data-paused"));
        Assert.Contains("Paused", cut.Find(".pausing [role=status]").TextContent);
        var before = cut.Find("tbody").InnerHtml;

        new Story(SampleBoard.Server, Project)
            .PatchSet(Newcomer, 1, Minutes - 0.2).Votes(Newcomer, 1, "zuul", Minutes - 0.1, Outcome.Pass, "check")
            .Votes(row.Change, row.PatchSet, "newcomer-ci", Minutes - 0.1, Outcome.Fail).Told(Live);

        WaitFor(cut, () => cut.Find(".pausing").TextContent.Contains("2 votes and 1 patch set wait", StringComparison.Ordinal));
        Assert.Equal(before, cut.Find("tbody").InnerHtml);

        await cut.InvokeAsync(() => cut.Find("button.pause").Click());
        Assert.Single(cut.FindAll($"td[data-change='{Newcomer}'][data-ci='zuul check'][data-state='pass']"));
        Assert.Single(cut.FindAll($"td[data-change='{row.Change}'][data-ci='newcomer-ci'][data-state='fail']"));
        Assert.DoesNotContain("wait", cut.Find(".pausing").TextContent);
        Assert.False(cut.Find(".project").HasAttribute("data-paused"));
    }

    [Fact]
    public async Task Another_window_is_taken_also_while_the_view_is_held()
    {
        var cut = Page();
        await cut.InvokeAsync(() => cut.Find("button.pause").Click());

        Services.GetRequiredService<NavigationManager>().NavigateTo($"/project/{Project}?window=48h");
        cut.Render(p => p.Add(x => x.Name, Project));

        Assert.Equal("48 h", cut.Find(".seg a[aria-current]").TextContent);
        Assert.Equal("true", cut.Find("button.pause").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void An_address_with_a_cell_opens_its_panel_and_holds_the_rows()
    {
        var row = Live.Find(new(SampleBoard.Server, Project))!.Rows.First(r => r.Cis.Any(c => c.Ci == "zuul check"));

        var cut = At($"{row.Change},{row.PatchSet},zuul check");

        Assert.Contains($"{row.Change},{row.PatchSet}", cut.Find(".panel header").TextContent);
        Assert.Equal($"{row.Change},{row.PatchSet},zuul check", cut.Find("[data-copy]").GetAttribute("data-copy"));
        new Story(SampleBoard.Server, Project).PatchSet(Newcomer, 1, Minutes - 0.2).Told(Live);
        WaitFor(cut, () => cut.FindAll(".newbar.has").Count == 1);
    }

    [Fact]
    public void A_cell_that_is_older_than_the_window_comes_from_the_database_and_says_so()
    {
        using (var writer = new BatchWriter(_file.Database))
            writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5), Outcome.Fail), 4711, server: SampleBoard.Server)]);

        var cut = At("4711,1,zuul check,tempest");

        cut.WaitForAssertion(() => Assert.Single(cut.FindComponents<CiWatch.App.Components.Panel.ReportView>()), Patience);
        Assert.Contains("older than the grid's window of 24 hours", cut.Find(".panel [role=note]").TextContent);
        Assert.Equal("4711,1,zuul check,tempest", cut.Find("[data-copy]").GetAttribute("data-copy"));
        Assert.Contains("tempest", cut.Find("tr[data-chosen]").TextContent);
        Assert.Empty(cut.FindAll("td[data-change='4711']"));
    }

    [Theory]
    [InlineData("4711,1,nobody", "Nothing is known")]
    [InlineData("4711,9,zuul check", "Nothing is known")]
    [InlineData("4712,1,zuul check", "Nothing is known")]
    public async Task A_cell_that_nobody_knows_or_of_another_project_says_so(string cell, string said)
    {
        using (var writer = new BatchWriter(_file.Database))
        {
            writer.Write([
                Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5)), 4711, server: SampleBoard.Server),
                Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5)), 4712, project: "openstack/secret", server: SampleBoard.Server)]);
        }

        var cut = At(cell);

        cut.WaitForAssertion(() => Assert.Contains(said, cut.Find(".panel [role=alert]").TextContent, StringComparison.Ordinal), Patience);
        await cut.InvokeAsync(() => cut.Find(".panel button.shut").Click());
        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll(".panel")));
    }

    [Fact]
    public void An_address_with_nonsense_for_a_cell_shows_the_grid_and_a_word_of_explanation()
    {
        var cut = At("<script>,nonsense");

        Assert.Contains("names no cell", cut.Find(".note.warnish").TextContent);
        Assert.NotEmpty(cut.FindAll("tbody td[data-state]"));
        Assert.Empty(cut.FindAll(".panel"));
    }

    [Fact]
    public async Task A_head_says_what_is_known_of_its_CI()
    {
        var cut = Page();

        Assert.True(await cut.InvokeAsync(() => cut.Instance.ShowHead("zuul check")));
        Assert.Matches(@"Fail rate [0-9.]+ %: [0-9]+ of [0-9]+ results", cut.Find(".card").TextContent);
        Assert.Contains("opens 7 jobs", cut.Find(".card").TextContent);
        Assert.Empty(cut.FindAll(".card .contact"));
        Assert.False(await cut.InvokeAsync(() => cut.Instance.ShowHead("nobody")));
    }

    [Theory]
    [InlineData("zuul", "The infra team", null, "recheck", "The infra team" + "comment recheck to run it again")]
    [InlineData("zuul check", null, "https://ci.example.org/\u202E?a", null, "https://ci.example.org/\uFFFD?a")]
    [InlineData("zuul gate", "somebody else", null, null, null)]
    public async Task A_head_says_whom_to_ask_where_the_settings_do(string ci, string? contact, string? url, string? recheck, string? said)
    {
        Services.Configure<CiOptions>(o => o.Contacts.Add(new() { Ci = ci, Contact = contact, Url = url, Recheck = recheck }));
        var cut = Page();

        Assert.True(await cut.InvokeAsync(() => cut.Instance.ShowHead("zuul check")));

        Assert.Equal(said, cut.FindAll(".card .contact").SingleOrDefault()?.TextContent);
        Assert.Empty(cut.FindAll(".card a")); // it goes with the pointer: a link in it could not be reached
    }

    [Fact]
    public async Task Clocks_of_the_head_and_of_the_same_failure_are_in_the_readers_zone()
    {
        var story = new Story(SampleBoard.Server, Project);
        for (var i = 0; i < 3; i++) story.PatchSet(Newcomer + i, 1, Minutes - 20 + i).Votes(Newcomer + i, 1, "lame-ci", Minutes - 10, Outcome.Fail, null, "lame-job");
        story.Told(Live);
        var cut = Page();

        Assert.Single(cut.FindAll(".same-more button").Single(b => b.TextContent.Contains("lame-job: SUCCESS", StringComparison.Ordinal)).QuerySelectorAll("time[data-at][data-as=dayclock]"));
        await cut.InvokeAsync(() => cut.Instance.ShowHead("lame-ci"));
        Assert.Equal("dayclock", cut.Find(".card time[data-at]").GetAttribute("data-as"));
        Assert.Single(cut.FindAll(".card [data-zone]"));
    }

    [Fact]
    public async Task The_log_asked_for_without_a_cell_is_that_of_the_open_one_also_where_the_grid_does_not_show_it()
    {
        using (var writer = new BatchWriter(_file.Database))
        {
            writer.Write([
                Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5), Outcome.Fail), 4711, project: Project, server: SampleBoard.Server),
                Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5), Outcome.Fail), 4712, project: "openstack/secret", server: SampleBoard.Server)]);
        }

        Assert.Null(await Log(Page()));
        Assert.StartsWith("https://", await Log(At("4711,1,zuul check")), StringComparison.Ordinal);
        Assert.Null(await Log(At("4712,1,zuul check"))); // another project's

        static Task<string?> Log(IRenderedComponent<ProjectPage> cut) => cut.InvokeAsync(() => cut.Instance.LogOf(null));
    }

    [Fact]
    public void A_vote_that_makes_a_failure_a_pattern_renders_the_rows_that_carry_it_and_no_other()
    {
        var story = new Story(SampleBoard.Server, Project);
        for (var i = 0; i < 8; i++) story.PatchSet(Newcomer + i, 1, Minutes - 20 + i);
        for (var i = 0; i < 2; i++) story.Votes(Newcomer + i, 1, "lame-ci", Minutes - 10, Outcome.Fail, null, "lame-job");
        story.Votes(Newcomer + 3, 1, "lame-ci", Minutes - 10, Outcome.Pass, null, "lame-job").Told(Live);
        var cut = Page();
        Assert.Empty(cut.FindAll("td[data-ci='lame-ci'][data-sign]"));
        var rows = cut.FindComponents<GridRowView>();

        new Story(SampleBoard.Server, Project).Votes(Newcomer + 2, 1, "lame-ci", Minutes - 1, Outcome.Fail, null, "lame-job").Told(Live);
        WaitFor(cut, () => cut.FindAll("td[data-ci='lame-ci'][data-sign]").Count == 3);
        Assert.Equal(
            [Newcomer, Newcomer + 1, Newcomer + 2],
            rows.Where(r => r.Instance.Renders > 1).Select(r => r.Instance.Row.Source.Change).Order());

        // From now on a vote renders one row, and the line alone says the new number.
        new Story(SampleBoard.Server, Project).Votes(Newcomer + 4, 1, "lame-ci", Minutes - 0.5, Outcome.Fail, null, "lame-job").Told(Live);
        WaitFor(cut, () => cut.FindAll("td[data-ci='lame-ci'][data-sign]").Count == 4);
        Assert.Contains("on 4 changes", cut.Find(".same").TextContent, StringComparison.Ordinal);
        Assert.Equal([2, 2, 2, 2, 1], Enumerable.Range(0, 5).Select(i => i == 3 ? 4 : i == 4 ? 3 : i)
            .Select(i => rows.Single(r => r.Instance.Row.Source.Change == Newcomer + i).Instance.Renders));
        Assert.Equal(4, rows.Count(r => r.Instance.Renders > 1));

        var cell = cut.Find($"td[data-change='{Newcomer}'][data-ci='lame-ci']");
        Assert.Equal(cell.GetAttribute("data-sign"), cell.TextContent);
        Assert.StartsWith("failed, same failure ", cell.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Choosing_a_sign_lights_its_rows_and_choosing_it_again_lets_them_go()
    {
        var story = new Story(SampleBoard.Server, Project);
        for (var i = 0; i < 3; i++) story.PatchSet(Newcomer + i, 1, Minutes - 20 + i).Votes(Newcomer + i, 1, "lame-ci", Minutes - 10, Outcome.Fail, null, "lame-job");
        story.Told(Live);
        var cut = Page();
        var button = cut.FindAll(".same-more button").Single(b => b.TextContent.Contains("lame-job: SUCCESS", StringComparison.Ordinal));
        var rendered = cut.FindComponents<GridRowView>().Sum(r => r.Instance.Renders);

        await cut.InvokeAsync(() => button.Click());

        Assert.Equal(cut.Find($"td[data-change='{Newcomer}'][data-ci='lame-ci']").GetAttribute("data-sign"), cut.Find(".project").GetAttribute("data-lit"));
        Assert.Equal(rendered, cut.FindComponents<GridRowView>().Sum(r => r.Instance.Renders));
        await cut.InvokeAsync(() => cut.Find(".same button[aria-pressed=true]").Click());
        Assert.Null(cut.Find(".project").GetAttribute("data-lit"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _file.Dispose();
    }

    private IRenderedComponent<ProjectPage> At(string cell)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/project/{Project}?cell={Uri.EscapeDataString(cell)}");
        return Render<ProjectPage>(p => p.Add(x => x.Name, Project));
    }
}
