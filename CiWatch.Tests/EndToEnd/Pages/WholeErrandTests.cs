using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>"My change failed: which log, and what do I send to a colleague?" In one go, and no hand on a mouse.</summary>
[Collection(Browser.Name)]
public sealed class WholeErrandTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    private const string Place = "[document.activeElement.dataset.change, document.activeElement.dataset.patchset, document.activeElement.dataset.ci].join()";

    [ChromiumTheory]
    [InlineData("its number")]
    [InlineData("its subject")]
    public async Task From_a_change_to_its_failing_jobs_log_and_to_the_cells_permalink(string by)
    {
        var row = Failing();
        List<string> errors = [];
        var page = await chromium.OpenAsync(site.App.Address, errors);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Context.RouteAsync("https://**", r => r.FulfillAsync(new() { Body = "the log" }));
        await page.Locator(".search[data-live]").WaitForAsync();

        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(by == "its number" ? $"{row.Change}" : row.Subject);
        await page.Locator($"#found [href='/change/{row.Change}']").WaitForAsync();
        for (var i = 0; i < 12 && await page.Locator($"#found [href='/change/{row.Change}'][aria-selected=true]").CountAsync() == 0; i++)
        {
            var active = await page.GetAttributeAsync("#search", "aria-activedescendant");
            await page.Keyboard.PressAsync("ArrowDown"); // others have that subject too
            await Assertions.Expect(page.Locator("#search")).Not.ToHaveAttributeAsync("aria-activedescendant", active!);
        }

        await page.Keyboard.PressAsync("Enter");
        await page.AtAsync(a => a == $"/change/{row.Change}");
        await page.Locator(".change[data-following] tr[data-now='fail'] a[aria-label^='Log of']").First.WaitForAsync();

        var log = await LogAsync(page, async () =>
        {
            await TabToAsync(page, "tr[data-now='fail'] a[aria-label^='Log of']");
            await page.Keyboard.PressAsync("Enter");
        });

        // The same log from the grid, where the cell has an address that can be sent.
        await page.BringToFrontAsync();
        await TabToAsync(page, ".crumb a", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.AtAsync(a => a.StartsWith("/project/", StringComparison.Ordinal));
        await page.FollowingAsync();
        var place = "";
        for (var i = 0; i < 300 && !place.StartsWith($"{row.Change},", StringComparison.Ordinal); i++)
        {
            await page.Keyboard.PressAsync("n");
            await page.HoldsAsync($"p => {Place} !== p && document.activeElement.matches('td')", place);
            place = await page.EvaluateAsync<string>(Place);
        }

        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".panel .jobs").First.WaitForAsync();
        Assert.Equal(log, await LogAsync(page, () => page.Keyboard.PressAsync("o")));
        await page.BringToFrontAsync();
        await page.Keyboard.PressAsync("y");
        await Assertions.Expect(page.Locator("#keynote")).ToHaveTextAsync("Copied");
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(page.Url, link);
        Assert.EndsWith("cell=" + place.Replace(' ', '+'), Uri.UnescapeDataString(link), StringComparison.Ordinal);

        // Whoever is sent it sees that cell, and has its log by a key without choosing anything.
        var second = await chromium.OpenAsync(new Uri(link), errors);
        await second.Context.RouteAsync("https://**", r => r.FulfillAsync(new() { Body = "the log" }));
        await second.FollowingAsync();
        await second.Locator(".panel .jobs").First.WaitForAsync();
        Assert.Equal(await page.Locator(".panel header").InnerTextAsync(), await second.Locator(".panel header").InnerTextAsync());
        Assert.Equal(log, await LogAsync(second, () => second.Keyboard.PressAsync("o")));
        Assert.Empty(errors);
    }

    /// <summary>The topmost patch set on which one job of one CI failed and no other: on both pages its log is the one that is meant.</summary>
    private BoardRow Failing() => site.Grid().Rows.First(r => r.Source.SupersededAt is null
        && r.Cells.Where(c => c.State is CellState.Fail or CellState.Infra).ToList() is [{ State: CellState.Fail, Reports: { } said }]
        && said.Reports.SelectMany(s => s.Jobs).Count(j => j.Outcome != Outcome.Pass) == 1).Source;

    private static async Task<string> LogAsync(IPage page, Func<Task> ask)
    {
        var popup = await page.RunAndWaitForPopupAsync(ask);
        await RunningApp.UntilAsync(() => Task.FromResult(popup.Url), url => url.StartsWith("https://", StringComparison.Ordinal));
        var url = popup.Url;
        await popup.CloseAsync();
        return url;
    }

    private static async Task TabToAsync(IPage page, string selector, string key = "Tab")
    {
        for (var i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync(key);
            if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector)) return;
        }

        Assert.Fail($"{key} does not lead to {selector}.");
    }
}
