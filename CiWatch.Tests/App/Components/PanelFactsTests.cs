using Bunit;
using CiWatch.App.Changes;
using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Panel;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Components;

/// <summary>What the panel and the card say of a cell besides its reports.</summary>
public sealed class PanelFactsTests : BunitContext
{
    private static readonly ProjectKey Key = new("gerrit", "acme/storage");
    private static readonly GridWindow Window = new(TimeSpan.FromDays(7));

    private readonly DatabaseFile _file = new();
    private readonly FakeTimeProvider _time = new(Story.At(200));
    private readonly GridFeed _feed;
    private readonly LiveStore _live;

    public PanelFactsTests()
    {
        _live = new LiveStore(LiveStore.DefaultHistory, _time);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton(new ReportStore(_file.Database));
        Services.AddSingleton(_feed = new GridFeed(_live, new SourceStates(_time), _time, GridSamples.Rules));
        Services.AddSingleton<CiContacts>();
        Services.AddOptions<CiOptions>();
    }

    [Fact]
    public void A_failure_has_the_likely_cause_with_its_strip_and_the_changes_that_share_it_above_the_report()
    {
        Failing(6).Told(_live);

        var cut = Panel(View(1));

        Assert.Equal("Probably the CI: 5 of 5 others failed too.", cut.Find(".cause .sent").TextContent);
        Assert.Equal(5, cut.FindAll(".cause .strip .f").Count);
        Assert.Contains("unit", cut.Find(".cause .others").TextContent);
        Assert.StartsWith("Same failure on 6 changes since", cut.Find(".cause .shared > span:last-child").TextContent, StringComparison.Ordinal);
        Assert.Equal(View(1).Cell.Signs is null ? null : CellSign.Of(View(1).Cell), cut.Find(".cause .shared .cell").TextContent);
    }

    [Fact]
    public void The_panel_and_the_page_of_the_change_say_the_same()
    {
        Failing(6).Told(_live);

        var parts = _feed.Parts(Key.Server, Key.Project);
        var page = ChangeBuilder.Build(parts, 1, [])!.Cis.Single();

        Assert.Equal(page.Hint, CellCause.Of(parts, View(1)).Hint);
    }

    [Fact]
    public void A_jobs_cell_is_judged_by_that_job()
    {
        var story = new Story();
        for (var i = 1; i <= 6; i++) story.PatchSet(i, 1, i).Votes(i, 1, "acme", 10 + i, i == 1 ? Outcome.Fail : Outcome.Pass, null, "unit").Votes(i, 1, "acme", 20 + i, Outcome.Fail, null, "lint");
        story.Told(_live);

        var cause = CellCause.Of(_feed.Parts(Key.Server, Key.Project), View(1) with { Job = "unit" });

        Assert.Equal((Fault.Change, "unit", 0), (cause.Hint.Fault, cause.ShownJob, cause.Shown.Bad));
        Assert.Equal(Fault.Ci, CellCause.Of(_feed.Parts(Key.Server, Key.Project), View(1) with { Job = "lint" }).Hint.Fault);
    }

    [Fact]
    public void What_did_not_change_is_not_looked_up_again_until_a_minute_passed()
    {
        Failing(6).Told(_live);
        var cut = Panel(View(1));

        new Story().Votes(2, 1, "acme", 199, Outcome.Pass).Told(_live); // on another change
        cut.Render(p => p.Add(c => c.View, View(1)));
        Assert.Equal(1, cut.Instance.FactsRead);

        _time.Advance(TimeSpan.FromMinutes(1));
        cut.Render(p => p.Add(c => c.View, View(1)));
        Assert.Equal(2, cut.Instance.FactsRead);
    }

    [Fact]
    public void The_comment_to_copy_is_the_CIs_own_and_its_contact_is_a_link()
    {
        Services.Configure<CiOptions>(o => o.Contacts.Add(new() { Ci = "acme", Recheck = "recheck <acme>", Contact = "#acme", Url = "https://acme.example/" }));
        Failing(6).Told(_live);

        var cut = Panel(View(1));

        Assert.Equal("recheck <acme>", cut.Find("[data-recheck]").GetAttribute("data-recheck"));
        Assert.Contains("Asks this CI to run again.", cut.Find(".askci").TextContent);
        Assert.Equal(("https://acme.example/", "#acme"), (cut.Find(".askci a").GetAttribute("href"), cut.Find(".askci a").TextContent));
    }

    [Fact]
    public void One_word_names_the_state_and_the_change_is_a_link()
    {
        Failing(6).Told(_live);
        var cut = Panel(View(1));

        Assert.Equal("Failed", cut.Find(".ttl .dim").TextContent);
        Assert.Contains("Open change", cut.Find(".acts a").TextContent);
        Assert.NotNull(cut.Find(".acts a svg"));
    }

    [Fact]
    public void A_missing_answer_says_since_when_why_and_what_else_the_CI_owes()
    {
        var story = new Story();
        for (var i = 1; i <= 8; i++) story.PatchSet(i, 1, i).Votes(i, 1, "acme", i + 10, Outcome.Pass).Votes(i, 1, "beta", i + 10, Outcome.Pass);
        story.PatchSet(20, 1, 400).PatchSet(21, 1, 401).Merged(20, 1, 400 + 300).Votes(20, 1, "beta", 410, Outcome.Pass).Told(_live);
        _time.SetUtcNow(Story.At(720));

        var text = Panel(View(20)).Find(".wait").TextContent;

        Assert.Contains("the change merged without this answer (before 24 hours were over)", text);
        Assert.Contains("upload", text);
        Assert.Contains("1 patch set: 21,1", text);
        Assert.DoesNotContain("none in this project", text);
    }

    [Fact]
    public void The_card_says_what_fails_and_on_how_many_changes_and_does_not_cut_the_CIs_name()
    {
        Failing(6).Told(_live);
        var grid = _feed.Current(Key.Server, Key.Project, Window)!;

        var card = Render<CellCard>(p => p.Add(c => c.View, View(1)).Add(c => c.Same, grid.Same).Add(c => c.Limits, CellLimits.Default).Add(c => c.Now, Story.At(200)));

        Assert.Contains("Same failure on 6 changes", card.Find(".card").TextContent);
        Assert.Contains("unit", card.Find(".card").TextContent);
        Assert.Equal("ACME CI", card.Find(".hd bdi:not(.clip)").TextContent);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _file.Dispose();
    }

    private static Story Failing(int changes)
    {
        var story = new Story();
        for (var i = 1; i <= changes; i++) story.PatchSet(i, 1, i).Votes(i, 1, "acme", 10 + i, Outcome.Fail, null, "unit");
        return story;
    }

    private CellView View(long change) => CellView.Find(_feed.Current(Key.Server, Key.Project, Window)!, new CellKey(change, 1, "acme", null))!;

    private IRenderedComponent<CellPanel> Panel(CellView view) => Render<CellPanel>(p => p
        .Add(c => c.Server, Key.Server).Add(c => c.Project, Key.Project).Add(c => c.View, view).Add(c => c.Limits, CellLimits.Default)
        .Add(c => c.Same, CellSameFailure.Of(_feed.Current(Key.Server, Key.Project, Window)!.Same, view)));
}
