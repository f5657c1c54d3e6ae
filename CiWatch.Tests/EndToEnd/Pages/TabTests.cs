using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>What a page shows outside of itself: its tab's title and mark, what a link to it shows, and one clock for all locales.</summary>
[Collection(Browser.Name)]
public sealed class TabTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task Title_and_mark_show_the_state_and_a_link_shows_what_it_leads_to()
    {
        List<string> errors = [];
        var page = await chromium.OpenFollowingAsync(site.Page(), errors);
        await page.HoldsAsync("document.title === 'openstack/nova · CI Watch'");
        await page.Keyboard.PressAsync("s");
        await page.HoldsAsync("document.title === 'Paused · openstack/nova · CI Watch'");
        await page.EvaluateAsync("document.documentElement.dataset.link = 'lost'");
        await page.HoldsAsync("document.title.startsWith('Reconnecting… · ') && document.querySelector('link[rel=icon]').href.includes('mark-stale')");
        await page.EvaluateAsync("delete document.documentElement.dataset.link");
        await page.HoldsAsync("document.title === 'Paused · openstack/nova · CI Watch' && !document.querySelector('link[rel=icon]').href.includes('mark-stale')");

        var html = await site.App.Http.GetStringAsync("/project/openstack/nova");
        Assert.Contains("property=\"og:title\" content=\"openstack/nova\"", html, StringComparison.Ordinal);
        Assert.Matches("name=\"description\" content=\"[0-9]+ third-party CIs on [0-9]+ patch sets of the last 24 hours", html);
        Assert.Contains("rel=\"alternate\" type=\"application/atom", html, StringComparison.Ordinal);
        Assert.DoesNotContain("og:url", html, StringComparison.Ordinal); // nobody said by which name others reach this service
        var row = site.Grid().Rows[0].Source;
        Assert.Contains($"<title>{row.Change} ", await site.App.Http.GetStringAsync($"/change/{row.Change}"), StringComparison.Ordinal);
        Assert.Empty(errors);
        await page.CloseAsync();
    }

    [ChromiumFact]
    public async Task Clocks_have_24_hours_in_each_language_and_one_zone_on_a_page()
    {
        List<string> errors = [];
        var row = site.Grid().Rows.First(r => r.Source.Status == CiWatch.Ingest.Votes.ChangeStatus.Open);
        var page = await chromium.OpenAsync(new Uri(site.App.Address, $"/change/{row.Source.Change}"), errors, zone: "America/New_York", locale: "en-US");
        await page.ChangeFollowingAsync();

        // 04:05 UTC on a winter's day is five past eleven at night in New York, and five past midnight in Halifax.
        const string Say = "async ([locale, zone]) => (await import('/js/times.js')).say(1767240300000, 'clock', locale, zone)";
        Assert.Equal("23:05", await page.EvaluateAsync<string>(Say, new[] { "en-US", "America/New_York" }));
        Assert.Equal("00:05", await page.EvaluateAsync<string>(Say, new[] { "en-US", "America/Halifax" }));
        Assert.Equal("00:05", await page.EvaluateAsync<string>(Say, new[] { "de-DE", "America/Halifax" }));
        await page.HoldsAsync("() => !/[0-9] ?[AP]M\\b/.test(document.body.innerText)");
        // The chart's axis goes by the same zone as the list.
        await page.HoldsAsync("async () => { const { say } = await import('/js/times.js'); const ticks = [...document.querySelectorAll('svg.chart text[data-as]')]; return ticks.length > 1 && ticks.every(t => t.textContent === say(Number(t.dataset.at), t.dataset.as, 'en-US', 'America/New_York')); }");
        Assert.Equal("EST", await page.Locator(".lanes [data-zone]").InnerTextAsync());
        Assert.Empty(errors);
        await page.CloseAsync();
    }
}
