using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>Where the reader is in the grid: the open panel, Back, and the lit failure, in a real browser.</summary>
[Collection(Browser.Name)]
public sealed class GridPlaceTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    private const string Answered = "td.stick ~ td[data-state='fail']:not([data-job])";

    [ChromiumFact]
    public async Task The_open_panel_goes_along_with_the_keys_and_Back_closes_it()
    {
        List<string> errors = [];
        var page = await chromium.OpenFollowingAsync(site.Page(), errors);
        var entries = await page.EvaluateAsync<int>("history.length");
        await page.Locator(Answered).First.ClickAsync();
        await page.AtAsync(a => a.Contains("cell=", StringComparison.Ordinal));
        var first = new Uri(page.Url).Query;

        foreach (var key in new[] { "n", "n", "p", "n" })
        {
            var before = page.Url;
            await page.Keyboard.PressAsync(key);
            await page.AtAsync(a => !before.EndsWith(a, StringComparison.Ordinal) && a.Contains("cell=", StringComparison.Ordinal));
        }

        Assert.NotEqual(first, new Uri(page.Url).Query);
        await page.HoldsAsync("() => { const td = document.activeElement.dataset; return document.querySelector('.panel').innerText.includes(`${td.change},${td.patchset}`); }");
        await Assertions.Expect(page.Locator(".card.on")).ToHaveCountAsync(0);
        Assert.Equal(entries + 1, await page.EvaluateAsync<int>("history.length"));

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".panel, .pin.on")).ToHaveCountAsync(0);
        await page.AtAsync(a => a == "/project/openstack/nova");
        await page.GoForwardAsync();
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await page.AtAsync(a => a == "/project/openstack/nova");
        Assert.Empty(errors);
        await page.CloseAsync();
    }

    [ChromiumFact]
    public async Task Back_from_a_change_leads_to_the_same_place()
    {
        List<string> errors = [];
        var page = await chromium.OpenFollowingAsync(site.Page(), errors);
        await page.EvaluateAsync("document.querySelector('.scroller').scrollTop = 500");
        await page.HoldsAsync("() => !!document.elementFromPoint(60, 600)?.closest('tr')?.querySelector('a.no')");
        await page.EvaluateAsync("document.elementFromPoint(60, 600).closest('tr').querySelector('a.no').click()");
        await page.ChangeFollowingAsync();

        await page.GoBackAsync();
        await page.FollowingAsync();

        await page.HoldsAsync("() => document.querySelector('.scroller').scrollTop === 500");
        await page.ReloadAsync();
        await page.FollowingAsync();
        await page.HoldsAsync("() => document.querySelector('.scroller').scrollTop === 500");
        Assert.Empty(errors);
        await page.CloseAsync();
    }

    [ChromiumFact]
    public async Task The_lit_failure_is_in_the_address_and_all_failures_are_within_reach()
    {
        List<string> errors = [];
        var page = await chromium.OpenFollowingAsync(site.Page("?window=7d"), errors);
        await page.HoldsAsync("() => { const line = document.querySelector('.same'); return line.scrollWidth <= line.clientWidth && [...line.children].every(c => c.getBoundingClientRect().right <= innerWidth); }");

        await page.Locator(".same-rest").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var last = page.Locator("#same-more li button").Last;
        var sign = await last.Locator("[data-sign]").GetAttributeAsync("data-sign");
        await last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#same-more")).Not.ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($".same button[aria-pressed=true] [data-sign='{sign}']")).ToHaveCountAsync(1);
        await page.AtAsync(a => a.Contains($"lit={sign}", StringComparison.Ordinal));

        var second = await chromium.OpenFollowingAsync(new Uri(page.Url), errors);
        await Assertions.Expect(second.Locator($".project[data-lit='{sign}']")).ToHaveCountAsync(1);
        await second.HoldsAsync("() => [...document.querySelectorAll('tbody tr:not(.gap, .day) td')].some(td => getComputedStyle(td).opacity === '0.4')");
        Assert.Empty(errors);
        await second.CloseAsync();
        await page.CloseAsync();
    }
}
