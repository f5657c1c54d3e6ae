using Bunit;
using CiWatch.App.Addresses;
using CiWatch.App.Changes;
using CiWatch.App.Components.Changes;
using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Pages;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Components;

public sealed class ChangePageTests : BunitContext
{
    private const string Hostile = "<script>alert(1)</script>\u202E";

    private readonly DatabaseFile _file = new();
    private readonly FakeTimeProvider _time = new(Story.At(60));
    private readonly LiveStore _live;

    public ChangePageTests()
    {
        _live = new LiveStore(LiveStore.DefaultHistory, _time);
        var sources = new SourceStates(_time);
        sources.Register(new SourceState("gerrit", ConnectionState.Live, Story.At(0), null, null, Story.At(59), 1, 1, 0, 0));
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton(sources);
        Services.AddSingleton(new GridFeed(_live, sources, _time, GridSamples.Rules));
        Services.AddSingleton(new ChangeDirectory(_live));
        Services.AddSingleton<CiContacts>();
        Services.AddSingleton(new ReportStore(_file.Database));
        Services.AddOptions<PageOptions>();
        Services.AddOptions<SiteOptions>();
        Services.AddSingleton<PublicAddress>();
        Services.AddOptions<CiOptions>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        new Story().PatchSet(1, 1, 0).Votes(1, 1, "zuul", 5, Outcome.Pass, "check")
            .Votes(1, 1, "acme", 10, Outcome.Fail, null, Hostile).Votes(1, 1, "beta", 11, Outcome.Infra).Renamed(1, 1, 12, Hostile).Told(_live);
    }

    [Fact]
    public void A_vote_draws_its_own_row_alone()
    {
        var cut = Page("1");
        var rows = cut.FindComponents<ChangeCiRow>().ToDictionary(r => r.Instance.Ci.Column.Ci, r => (Row: r.Instance, r.Instance.Renders));

        new Story().Votes(1, 1, "acme", 55, Outcome.Pass, null, Hostile).Told(_live);
        for (var i = 0; i < 100 && rows["acme"].Row.Renders == rows["acme"].Renders; i++)
        {
            _time.Advance(LivePump.Hold);
            try { cut.WaitForState(() => rows["acme"].Row.Renders > rows["acme"].Renders, TimeSpan.FromMilliseconds(100)); }
            catch (Bunit.Extensions.WaitForHelpers.WaitForFailedException) { /* Not yet. */ }
        }

        Assert.Equal(rows["acme"].Renders + 1, rows["acme"].Row.Renders);
        Assert.Equal(rows["beta"].Renders, rows["beta"].Row.Renders);
        Assert.Equal("flaky", cut.Find("tr[data-ci='acme']").GetAttribute("data-now"));
    }

    [Fact]
    public void Hostile_texts_are_inert()
    {
        var cut = Page("1");
        Assert.Empty(cut.FindAll("script"));
        Assert.DoesNotContain('\u202E', cut.Markup);
        Assert.Contains("&lt;script&gt;", cut.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("77")]
    [InlineData("-1")]
    [InlineData("seven")]
    [InlineData("99999999999999999999999")]
    public void What_nobody_knows_is_404_and_says_what_to_do(string number)
    {
        var http = new DefaultHttpContext();
        var cut = Page(number, http);
        cut.WaitForAssertion(() => Assert.Contains("No change", cut.Find("h1").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal(404, http.Response.StatusCode);
    }

    [Fact]
    public void A_change_that_memory_no_longer_holds_is_shown_from_the_database_and_says_so()
    {
        using (var writer = new BatchWriter(_file.Database)) writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5), Outcome.Fail), change: 5)]);
        var cut = Page("5");
        cut.WaitForAssertion(() => Assert.Contains("older than what is held in memory", cut.Find("[data-stored]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal("fail", cut.Find("tr[data-ci='zuul check']").GetAttribute("data-now"));
    }

    [Fact]
    public async Task A_page_that_is_left_while_the_database_reads_listens_no_more()
    {
        new Story().PatchSet(9, 2, 20).Told(_live); // patch set 1 is asked of the database
        var feed = Services.GetRequiredService<GridFeed>();
        await Renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = Page("9").Instance; // its answer waits until this block is done
            Assert.Equal(1, feed.Listeners);
            await page.DisposeAsync();
            Assert.Equal(0, feed.Listeners);
        });

        for (var i = 0; i < 20; i++)
        {
            await Services.GetRequiredService<ReportStore>().FindChangeAsync(9, null, CancellationToken.None);
            await Renderer.Dispatcher.InvokeAsync(() => Assert.Equal(0, feed.Listeners));
        }
    }

    [Fact]
    public async Task An_answer_for_another_server_than_is_shown_by_now_is_not_taken()
    {
        using (var writer = new BatchWriter(_file.Database)) writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddMinutes(5), Outcome.Fail), change: 5)]);
        IRenderedComponent<ChangePage>? cut = null;
        await Renderer.Dispatcher.InvokeAsync(() =>
        {
            cut = Page("5"); // on whichever server
            Services.GetRequiredService<NavigationManager>().NavigateTo("/change/5?server=elsewhere");
            cut.Render(p => p.Add(x => x.Number, "5"));
        });

        cut!.WaitForAssertion(() => Assert.Contains("No change", cut!.Find("h1").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void An_unknown_change_appears_when_it_is_heard_of()
    {
        var cut = Page("77");
        cut.WaitForAssertion(() => Assert.Contains("by itself", cut.Find("[role=status]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));

        new Story().PatchSet(77, 1, 58).Votes(77, 1, "acme", 59, Outcome.Pass).Told(_live);

        WaitFor(cut, () => cut.FindAll(".change .title .no").Count == 1);
        Assert.Equal("77", cut.Find(".title .no").TextContent);
        new Story().Votes(77, 1, "acme", 59.5, Outcome.Fail).Told(_live);
        WaitFor(cut, () => cut.FindAll(".pci[data-now='flaky']").Count == 1);
    }

    [Fact]
    public async Task An_open_CI_has_its_jobs_by_patch_sets()
    {
        new Story().PatchSet(1, 2, 30).Votes(1, 2, "acme", 40, Outcome.Pass, null, Hostile).Votes(1, 2, "beta", 41, Outcome.Fail, null, "unit", "lint").Told(_live);
        var cut = Page("1");
        await cut.InvokeAsync(() => cut.Find("tr[data-ci='beta'] .tw").Click());

        Assert.Equal(["lint", "unit"], cut.FindAll("tr.job").Select(r => r.GetAttribute("data-job")));
        Assert.Equal(["", "fail"], cut.FindAll("tr[data-job='unit'] td.c").Select(c => c.QuerySelector(".cell")?.GetAttribute("data-state") ?? ""));
        await cut.InvokeAsync(() => cut.Find("tr[data-ci='beta'] .tw").Click());
        Assert.Empty(cut.FindAll("tr.job"));
    }

    [Fact]
    public async Task A_CI_that_joins_waits_until_the_reader_sorts()
    {
        var cut = Page("1");
        new Story().Votes(1, 1, "gamma", 55, Outcome.Fail).Told(_live);
        WaitFor(cut, () => cut.FindAll(".newbar").Count == 1);
        Assert.Empty(cut.FindAll("tr[data-ci='gamma']"));

        await cut.InvokeAsync(() => cut.Find(".newbar").Click());

        WaitFor(cut, () => cut.FindAll("tr[data-ci='gamma']").Count == 1); // a click waits while the page is drawing
        Assert.Empty(cut.FindAll(".newbar"));
    }

    [Fact]
    public void Times_are_moments_that_the_browser_writes_in_its_zone()
    {
        var cut = Page("1");
        Assert.Equal(cut.FindAll(".log > li").Count, cut.FindAll(".log > li > :first-child > time[data-at][data-as]").Count);
        Assert.DoesNotContain("UTC", cut.Find(".sortbar").TextContent, StringComparison.Ordinal);
        Assert.NotNull(cut.Find("aside .sec [data-zone]"));
        Assert.Equal("UTC", cut.Find(".lanes .names span:last-child").TextContent);
    }

    private void WaitFor(IRenderedComponent<ChangePage> cut, Func<bool> seen) => cut.WaitFor(_time, seen);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _file.Dispose();
    }

    private IRenderedComponent<ChangePage> Page(string number, HttpContext? http = null) => Render<ChangePage>(p =>
    {
        p.Add(x => x.Number, number);
        if (http is not null) p.AddCascadingValue(http);
    });
}
