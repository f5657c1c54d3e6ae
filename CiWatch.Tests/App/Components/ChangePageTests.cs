using Bunit;
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
