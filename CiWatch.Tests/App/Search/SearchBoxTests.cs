using Bunit;
using CiWatch.App.Components.Search;
using CiWatch.App.Search;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Tests.App.Components;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Search;

/// <summary>The combobox as a screen reader meets it.</summary>
public sealed class SearchBoxTests : BunitContext
{
    private readonly DatabaseFile _file = new();
    private readonly FakeTimeProvider _time = new(SampleBoard.Now);

    static SearchBoxTests() => DefaultWaitTimeout = TimeSpan.FromSeconds(20); // a database is opened within the wait

    public SearchBoxTests()
    {
        var live = new LiveStore(LiveStore.DefaultHistory, _time);
        var key = new ProjectKey(SampleBoard.Server, "openstack/nova");
        live.Load(SampleBoard.Cis(4).Select(c => (key, c)), SampleBoard.Rows(60, 4, TimeSpan.FromHours(20)).Select(r => (key, r)));
        Services.AddSingleton(_ => new SearchService(live, new ReportStore(_file.Database), NullLogger<SearchService>.Instance));
        Services.AddSingleton<TimeProvider>(_time);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void It_opens_by_typing_moves_by_arrows_goes_by_Enter()
    {
        var cut = Render<SearchBox>();
        Assert.Equal(("combobox", "false", "found"), (Box(cut, "role"), Box(cut, "aria-expanded"), Box(cut, "aria-controls")));

        Type(cut, "nova");
        cut.WaitForAssertion(() => Assert.Equal("true", Box(cut, "aria-expanded")));
        Assert.Equal("found-0", Box(cut, "aria-activedescendant"));
        var options = cut.FindAll("[role=listbox] [role=option]");
        Assert.InRange(options.Count, 2, 12);
        Assert.Equal("true", options[0].GetAttribute("aria-selected"));

        cut.Find("input").KeyDown(new KeyboardEventArgs { Key = "ArrowUp" });
        Assert.Equal($"found-{options.Count - 1}", Box(cut, "aria-activedescendant"));
        cut.Find("input").KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Equal("found-0", Box(cut, "aria-activedescendant"));
        Assert.Single(cut.FindAll("[aria-selected=true]"));

        cut.Find("form").Submit();
        cut.WaitForAssertion(() => Assert.EndsWith("/project/openstack/nova", Address));
        cut.WaitForAssertion(() => Assert.Equal(("false", ""), (Box(cut, "aria-expanded"), Box(cut, "value"))));
    }

    [Fact]
    public void Esc_closes_and_keeps_what_was_typed()
    {
        var cut = Render<SearchBox>();
        Type(cut, "nova");
        cut.WaitForAssertion(() => Assert.Equal("true", Box(cut, "aria-expanded")));

        cut.Find("input").KeyDown(new KeyboardEventArgs { Key = "Escape" });

        Assert.Equal(("false", null, "nova"), (Box(cut, "aria-expanded"), Box(cut, "aria-activedescendant"), Box(cut, "value")));
        Assert.Empty(cut.FindAll("[role=option]"));
    }

    [Fact]
    public void Nothing_found_is_said_and_Enter_leads_to_the_page_that_says_what_was_searched()
    {
        var cut = Render<SearchBox>();
        Type(cut, "no such <thing>");
        cut.WaitForAssertion(() => Assert.Equal("Nothing found", cut.Find("[role=status]").TextContent));

        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/search?q=no%20such%20%3Cthing%3E", Address));
    }

    [Fact]
    public void A_change_too_old_for_memory_is_found_in_the_database_by_its_number()
    {
        using var writer = new BatchWriter(_file.Database);
        writer.Write([Lines.Comment(Lines.Report(Lines.Start), change: 12345)]);
        var cut = Render<SearchBox>();

        Type(cut, "12345");

        cut.WaitForAssertion(() => Assert.StartsWith("/change/12345", cut.Find("[role=option]").GetAttribute("href")));
    }

    [Fact]
    public void A_change_is_found_whole()
    {
        var cut = Render<SearchBox>();

        Type(cut, "967726,1");

        cut.WaitForAssertion(() => Assert.Equal("/change/967726", cut.Find("[role=option]").GetAttribute("href")));
    }

    [Fact]
    public void Nothing_is_looked_for_while_one_types_and_Enter_does_not_wait()
    {
        var cut = Render<SearchBox>();
        foreach (var text in new[] { "n", "no", "nov", "nova" })
        {
            cut.Find("input").Input(text);
            _time.Advance(SearchBox.Pause / 2);
        }

        Assert.Equal("false", Box(cut, "aria-expanded"));
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/project/openstack/nova", Address));
        _time.Advance(SearchBox.Pause);
        Assert.Equal("false", Box(cut, "aria-expanded"));
    }

    [Fact]
    public void Esc_within_the_pause_keeps_the_list_shut()
    {
        var cut = Render<SearchBox>();
        cut.Find("input").Input("nova");

        cut.Find("input").KeyDown(new KeyboardEventArgs { Key = "Escape" });
        _time.Advance(SearchBox.Pause);

        Assert.Equal("false", Box(cut, "aria-expanded"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _file.Dispose();
    }

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private void Type(IRenderedComponent<SearchBox> cut, string text)
    {
        cut.Find("input").Input(text);
        _time.Advance(SearchBox.Pause);
    }

    private static string? Box(IRenderedComponent<SearchBox> cut, string attribute) => cut.Find("input").GetAttribute(attribute);
}
