using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>Filters in a real browser, over the demonstration: each by its address and by its control.</summary>
[Collection(Browser.Name)]
public sealed class FilterTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    private const string Nova = "/project/openstack/nova";
    private readonly List<string> _errors = [];

    [ChromiumFact]
    public async Task Each_toggle_does_by_its_control_what_it_does_by_its_address()
    {
        foreach (var (label, query) in new[]
        {
            ("Failures only", "only=failures"), ("No answer", "only=missing"), ("Hide green", "hide=green"), ("Hide empty", "hide=void"),
            ("Gate ±1", "mark=gate"),
        })
        {
            var page = await OpenAsync(Nova + "?window=12h&open=gone");
            await Chip(page, label).ClickAsync();
            await Ends(page, query);
            await Pressed(page, label, true);
            var other = await OpenAsync(new Uri(page.Url).PathAndQuery);
            await Pressed(other, label, true);
            Assert.Equal(await Shown(page), await Shown(other));
            await page.GoBackAsync();
            await Pressed(page, label, false);
            await page.GoForwardAsync();
            await Pressed(page, label, true);
            await page.CloseAsync();
            await other.CloseAsync();
        }

        Assert.Empty(_errors);
    }

    [ChromiumFact]
    public async Task Windows_selects_fields_and_comparison_lead_to_their_addresses()
    {
        var page = await OpenAsync(Nova);
        await page.Locator(".filter .seg a", new() { HasText = "48 h" }).ClickAsync();
        await Ends(page, "?window=48h");
        await page.Locator("[data-window]").FillAsync("3d");
        await page.Keyboard.PressAsync("Enter");
        await Ends(page, "?window=3d");
        await page.GetByLabel("Status").SelectOptionAsync("merged");
        // At once: the second choice is a step from the first, though the page has not come there yet.
        await page.GetByLabel("Branch").SelectOptionAsync("master");
        await Ends(page, "branch=master&status=merged");
        await page.Locator("[name=fq]").FillAsync("/./");
        await Has(page, "&q=");
        await page.Locator("[name=fc]").FillAsync("zzz");
        await Ends(page, "&cis=zzz");
        await page.Locator("thead th.ci:not(.stick)").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("[name=fc]").FillAsync("");
        await page.AtAsync(a => !a.Contains("cis=", StringComparison.Ordinal));
        await Chip(page, "Compare").ClickAsync();
        await page.Locator(".compare input").Nth(2).CheckAsync();
        await Has(page, "ci=");
        await page.HoldsAsync("document.querySelectorAll('thead th.ci').length === 1");
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator(".compare").IsVisibleAsync());
        Assert.Empty(_errors);
    }

    [ChromiumFact]
    public async Task Typing_keeps_the_focus_and_hiding_everything_offers_the_way_out()
    {
        var page = await OpenAsync(Nova + "?window=12h");
        await page.Locator("[name=fq]").PressSequentiallyAsync("nobody wrote this", new() { Delay = 10 });
        await page.Locator(".nothing h2").WaitForAsync();
        await Ends(page, "q=nobody%20wrote%20this");
        Assert.Equal("fq", await page.EvaluateAsync<string>("document.activeElement.name"));
        Assert.Equal("nobody wrote this", await page.Locator("[name=fq]").InputValueAsync());

        await page.Locator(".nothing a", new() { HasText = "Clear" }).ClickAsync();

        await page.Locator("tbody th[scope=row]").First.WaitForAsync();
        Assert.EndsWith(Nova + "?window=12h", page.Url, StringComparison.Ordinal);
        Assert.Equal("", await page.Locator("[name=fq]").InputValueAsync());
        Assert.Empty(_errors);
    }

    [ChromiumFact]
    public async Task Two_tabs_hold_two_filters_at_once()
    {
        var (one, two) = (await OpenAsync(Nova + "?window=12h&status=merged"), await OpenAsync(Nova + "?window=12h&only=failures"));

        await Chip(one, "Hide green").ClickAsync();

        await Pressed(one, "Hide green", true);
        await Pressed(two, "Hide green", false);
        await Pressed(two, "Failures only", true);
        Assert.Equal("merged", await one.GetByLabel("Status").InputValueAsync());
        Assert.Equal("", await two.GetByLabel("Status").InputValueAsync());
        Assert.Empty(_errors);
    }

    [ChromiumFact]
    public async Task This_browser_remembers_looks_until_they_are_reset_and_a_link_is_left_alone()
    {
        var page = await OpenAsync(Nova);
        await Chip(page, "Hide empty").ClickAsync();
        await Ends(page, "?hide=void");

        await GotoAsync(page, Nova);
        await Ends(page, "?hide=void");
        await GotoAsync(page, Nova + "?window=48h");
        await Pressed(page, "Hide empty", false);
        await page.Locator(".freset").ClickAsync();
        await page.AtAsync(a => a == Nova);
        await GotoAsync(page, Nova);

        Assert.EndsWith(Nova, page.Url, StringComparison.Ordinal);
        Assert.Empty(_errors);
    }

    private Task<IPage> OpenAsync(string address) => chromium.OpenFollowingAsync(new Uri(site.App.Address, address), _errors);

    private async Task GotoAsync(IPage page, string address)
    {
        await page.GotoAsync(new Uri(site.App.Address, address).ToString());
        await page.FollowingAsync();
    }

    private static Task Ends(IPage page, string end) => page.AtAsync(a => a.EndsWith(end, StringComparison.Ordinal));

    private static Task Has(IPage page, string part) => page.AtAsync(a => a.Contains(part, StringComparison.Ordinal));

    private static ILocator Chip(IPage page, string label) => page.Locator(".filter .chip", new() { HasText = label });

    private static Task Pressed(IPage page, string label, bool on) =>
        page.Locator($".filter .chip[aria-pressed={(on ? "true" : "false")}]", new() { HasText = label }).WaitForAsync();

    private static async Task<string> Shown(IPage page) => (await page.Locator(".shown").TextContentAsync())!;
}
