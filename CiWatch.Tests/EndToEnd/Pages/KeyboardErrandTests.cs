using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>Whole errands without a mouse, in a real browser over the demonstration.</summary>
[Collection(Browser.Name)]
public sealed class KeyboardErrandTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    private const string FailingAndFocused = "td[data-state='fail']:focus, td[data-state='infra']:focus";

    private const string Nova = "/project/openstack/nova?window=7d";

    [ChromiumFact]
    public async Task Find_a_project_by_its_name_then_a_failure_then_its_log()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await chromium.OpenAsync(app.Address, errors);
        await page.Locator(".search[data-live]").WaitForAsync();

        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("cinder");
        await Assertions.Expect(page.Locator("#found [aria-selected=true]")).ToContainTextAsync("openstack/cinder");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("#search")).ToHaveAttributeAsync("aria-activedescendant", "found-1");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#search")).ToHaveAttributeAsync("aria-activedescendant", "found-0");
        await page.Keyboard.PressAsync("Enter");
        await page.AtAsync(a => a == "/project/openstack/cinder");
        await page.FollowingAsync();

        await page.Keyboard.PressAsync("n");
        var first = page.Locator("td[data-state]:focus");
        await Assertions.Expect(page.Locator(FailingAndFocused)).ToHaveCountAsync(1);
        var place = await Place(first);
        await page.Keyboard.PressAsync("n");
        await page.HoldsAsync("p => [document.activeElement.dataset.change, document.activeElement.dataset.patchset, document.activeElement.dataset.ci].join() !== p", place);
        await page.Keyboard.PressAsync("p");
        await page.HoldsAsync("p => [document.activeElement.dataset.change, document.activeElement.dataset.patchset, document.activeElement.dataset.ci].join() === p", place);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".panel .jobs").First.WaitForAsync();

        await page.Context.RouteAsync("**/*", r => r.Request.Url.StartsWith(app.Address.ToString(), StringComparison.Ordinal) ? r.ContinueAsync() : r.FulfillAsync(new() { Body = "the log" }));
        var log = await page.RunAndWaitForPopupAsync(() => page.Keyboard.PressAsync("o"));
        Assert.StartsWith("https://", log.Url == "about:blank" ? await UrlOf(log) : log.Url);
        Assert.True(await log.EvaluateAsync<bool>("() => window.opener === null"));

        await page.BringToFrontAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task Every_failure_of_all_rows_is_walked_also_of_those_that_are_not_rendered()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(app.Address, Nova), errors, height: 500);
        await page.FollowingAsync();
        var rendered = await page.Locator("tbody tr").EvaluateAllAsync<int>("rows => rows.length");
        var lines = int.Parse((await page.Locator("tbody").GetAttributeAsync("data-lines"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(lines > rendered, "All rows are rendered: the test shows nothing.");

        // From below: the last failure is far from what the first HTML has.
        await page.Keyboard.PressAsync("p");
        var last = page.Locator("td[data-state]:focus");
        await Assertions.Expect(page.Locator(FailingAndFocused)).ToHaveCountAsync(1);
        Assert.True(await page.EvaluateAsync<double>("document.querySelector('.scroller').scrollTop") > 26 * 44);
        await Assertions.Expect(last).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("#keynote")).ToHaveTextAsync("No failure after this one");
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task A_question_mark_lists_the_keys_and_Esc_gives_the_focus_back()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(app.Address, Nova), errors);
        await page.FollowingAsync();
        await page.Keyboard.PressAsync("j");
        var cell = await Place(page.Locator("td:focus"));

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#keys")).ToContainTextAsync("next, previous failure");
        await Assertions.Expect(page.Locator("#keys")).ToContainTextAsync("copy the cell's link");
        await Assertions.Expect(page.Locator("#keys")).ToContainTextAsync("pause, resume");
        Assert.True(await page.Locator("#keys").EvaluateAsync<bool>("d => { const { left, right } = d.getBoundingClientRect(); return left > 0 && Math.abs(left - (innerWidth - right)) < 2; }"));
        await page.Keyboard.PressAsync("j"); // not the grid's while the dialog is open
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();
        Assert.Equal(cell, await Place(page.Locator("td:focus")));

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("g?/njo");
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("g?/njo");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(cell, await Place(page.Locator("td:focus")));

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("h");
        await page.AtAsync(a => a == "/");
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task Letters_can_be_turned_off()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await chromium.OpenAsync(app.Address, errors);
        await page.Locator(".search[data-live]").WaitForAsync();

        await page.Keyboard.PressAsync("?");
        await page.Locator("[data-singles]").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();
        await page.Locator(".btn.keys").ClickAsync();
        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task Letters_that_are_off_hold_nothing_and_copy_nothing_while_Enter_and_Esc_work()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(app.Address, Nova), errors);
        await page.FollowingAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.EvaluateAsync("navigator.clipboard.writeText('before')");
        await page.Keyboard.PressAsync("j");
        await page.EvaluateAsync("localStorage.setItem('singleKeys', 'off')");

        // The panel is asked for after the letter, and on the same line: once it is there, the letter would have been heeded.
        await page.Keyboard.PressAsync("s");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".panel h3").First.WaitForAsync();
        Assert.Equal("false", await page.Locator(".pause").GetAttributeAsync("aria-pressed"));
        await page.Keyboard.PressAsync("y");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        Assert.Equal("before", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await Assertions.Expect(page.Locator("#keynote")).ToHaveCountAsync(0);

        await page.EvaluateAsync("localStorage.setItem('singleKeys', 'on')");
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Locator(".pause")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(errors);
    }

    private static Task<string> Place(ILocator cell) => cell.EvaluateAsync<string>("td => [td.dataset.change, td.dataset.patchset, td.dataset.ci].join()");

    private static async Task<string> UrlOf(IPage popup)
    {
        await popup.WaitForURLAsync("https://**");
        return popup.Url;
    }
}
