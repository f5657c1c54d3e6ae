using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>What a reader does with the grid, in a real browser on the demonstration's fixed story.</summary>
[Collection(Browser.Name)]
public sealed class GridCraftTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    private const string Answered = "td.stick ~ td[data-state='fail']:not([data-job])";

    private static readonly KeyValuePair<string, string?>[] Demo = [new("Demo:Seed", "20261120"), new("Demo:Pace", "1")];

    [ChromiumFact]
    public async Task A_cell_is_pointed_at_pinned_sent_and_let_go()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await OpenAsync(app, "/project/openstack/nova", errors);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await page.Locator("th.ci[data-gate] button").First.HoverAsync();
        await Assertions.Expect(page.Locator(".card.on")).ToContainTextAsync("Fail rate");

        var cell = page.Locator(Answered).First;
        await cell.HoverAsync();
        await Assertions.Expect(page.Locator(".card.on")).ToContainTextAsync("Failed");
        Assert.Equal(2, await page.Locator(".xrow.on, .xcol.on").CountAsync());

        await cell.ClickAsync();
        await page.Locator(".panel section h3").First.WaitForAsync();
        Assert.Equal(1, await page.Locator(".pin.on").CountAsync());
        await page.AtAsync(a => a.StartsWith("/project/openstack/nova?cell=", StringComparison.Ordinal));

        await page.Keyboard.PressAsync("y");
        await Assertions.Expect(page.Locator("#keynote")).ToHaveTextAsync("Copied");
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(page.Url, link);

        var second = await chromium.OpenFollowingAsync(new Uri(link), errors);
        Assert.Equal(await page.Locator(".panel header").InnerTextAsync(), await second.Locator(".panel header").InnerTextAsync());
        await Assertions.Expect(second.Locator(".pin.on")).ToHaveCountAsync(1);

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(1);
        await page.FollowingAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".panel, .pin.on")).ToHaveCountAsync(0);
        await page.AtAsync(a => !a.Contains("cell=", StringComparison.Ordinal));
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task A_cell_far_down_is_scrolled_into_view()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await OpenAsync(app, "/project/openstack/nova?window=7d", errors);
        await page.EvaluateAsync("document.querySelector('.scroller').scrollTop = 3000");
        // Asked and read at once: the rows that are rendered go on changing while the grid is scrolled.
        var at = await RunningApp.UntilAsync(() => page.EvaluateAsync<string?>("""
            () => {
              const far = [...document.querySelectorAll("tbody td[data-state='pass']")].filter(td => td.closest('tr').offsetTop > 3000).at(-1);
              return far ? [far.dataset.change, far.dataset.patchset, far.dataset.ci].join(',') : null;
            }
            """), a => a is not null);

        var second = await OpenAsync(app, $"/project/openstack/nova?window=7d&cell={Uri.EscapeDataString(at!)}", errors);

        var pin = second.Locator(".pin.on");
        await pin.WaitForAsync();
        await Assertions.Expect(pin).ToBeInViewportAsync();
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task Further_down_nothing_moves_while_rows_arrive_and_a_held_view_waits_with_all()
    {
        await using var app = await DemoSite.StartAsync([Demo[0], new("Demo:Pace", "100")]);
        List<string> errors = [];
        var page = await OpenAsync(app, "/project/openstack/nova", errors);
        await page.Locator(".scroller tbody th[scope=row]").First.WaitForAsync();
        await page.EvaluateAsync("document.querySelector('.scroller').scrollTop = 520");
        await page.Locator("tbody tr:nth-child(30) th[scope=row]").WaitForAsync();
        var row = await page.EvaluateHandleAsync("[...document.querySelectorAll('tbody tr:not(.gap, .day)')].find(r => r.getBoundingClientRect().top > 500)");
        var before = await Place(row);

        await page.Locator(".newbar.has").WaitForAsync(new() { Timeout = 90_000 });
        Assert.Equal(before, await Place(row));
        await page.Locator(".newbar.has").ClickAsync();
        await Assertions.Expect(page.Locator(".newbar.has")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Locator(".pause")).ToHaveTextAsync("Resumes"); // the word and its key
        Assert.Equal("Paused", await page.Locator(".live").EvaluateAsync<string>("e => [...e.querySelectorAll('b')].filter(b => b.offsetParent).map(b => b.innerText).join()"));
        var held = await page.Locator("tbody").EvaluateAsync<string>("b => [...b.querySelectorAll('td[data-ci]')].map(t => t.dataset.state).join()");
        await Assertions.Expect(page.Locator(".pausing")).ToContainTextAsync("wait", new() { Timeout = 90_000 });
        Assert.Equal(held, await page.Locator("tbody").EvaluateAsync<string>("b => [...b.querySelectorAll('td[data-ci]')].map(t => t.dataset.state).join()"));

        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Locator(".pausing")).Not.ToContainTextAsync("wait");
        Assert.Empty(errors);
    }

    private static Task<string> Place(IJSHandle row) =>
        row.EvaluateAsync<string>("r => [r.isConnected, r.getBoundingClientRect().top, r.getBoundingClientRect().left, r.querySelector('.no').innerText].join()");

    private Task<IPage> OpenAsync(RunningApp app, string path, List<string> errors) => chromium.OpenFollowingAsync(new Uri(app.Address, path), errors);
}
