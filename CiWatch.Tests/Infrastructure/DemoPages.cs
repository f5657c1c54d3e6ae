using CiWatch.App.Addresses;
using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;
using Microsoft.Playwright;

namespace CiWatch.Tests.Infrastructure;

/// <summary>The demonstration's pages by name, for tests that look at each of them.</summary>
internal static class DemoPages
{
    /// <summary>Where a page is.</summary>
    public static Uri Address(DemoSite site, string name) => name switch
    {
        "start" or "keys" => site.App.Address,
        "project" => site.Page("?window=90m"), // all states are there, and not by the thousand
        "panel" => site.Page("?window=90m&cell=" + Uri.EscapeDataString(CellAddress.Of(Failed(site)))),
        "project 24 h" => site.Page(),
        "project 7 d" => site.Page("?window=7d"),
        "jobs" => site.Page("?window=90m&open=" + Uri.EscapeDataString(site.Grid().Columns.First(c => c.Jobs.Length > 1).Ci)),
        "all hidden" => site.Page("?window=90m&q=nothing+is+called+so"),
        "change" => new(site.App.Address, $"/change/{site.Grid().Rows.First(r => r.Cells.Any(c => c.State == CellState.Fail)).Source.Change}"),
        "unknown change" => new(site.App.Address, "/change/999999999"),
        "search" => new(site.App.Address, "/search?q=nova"),
        "api" => new(site.App.Address, "/api"),
        "unknown project" => new(site.App.Address, "/project/acme/nothing-of-that-name"),
        _ => new(site.App.Address, "/nowhere"),
    };

    /// <summary>Waits until the page is alive, and opens what its name says.</summary>
    public static async Task ReadyAsync(this IPage page, string name)
    {
        await page.Locator(".search[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.HoldsAsync("document.title !== ''"); // set anew when the page comes alive
        if (name == "keys")
        {
            await page.Keyboard.PressAsync("?");
            await page.Locator("#keys").WaitForAsync();
        }

        if (name is not ("project" or "project 24 h" or "project 7 d" or "jobs" or "panel" or "all hidden")) return;
        await page.FollowingAsync();
        if (name == "panel") await page.Locator(".panel h3").First.WaitForAsync();
    }

    // The newest: it is in any window.
    private static CellKey Failed(DemoSite site)
    {
        var grid = site.Grid();
        return (from row in grid.Rows
                from column in Enumerable.Range(0, grid.Columns.Length)
                where row.Cells[column].State == CellState.Fail
                select new CellKey(row.Source.Change, row.Source.PatchSet, grid.Columns[column].Ci, null)).First();
    }
}
