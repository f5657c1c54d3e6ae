using CiWatch.Tests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>No page hides anything from a reader who does not see it, by the rules of axe: each page, both themes, wide and narrow.</summary>
public sealed class AxeTests(Chromium chromium, DemoSite site, ITestOutputHelper output) : IClassFixture<Chromium>, IClassFixture<DemoSite>
{
    private static readonly string[] Pages = ["start", "project", "jobs", "panel", "unknown project", "nowhere"];

    public static TheoryData<string, string, int> Cases
    {
        get
        {
            TheoryData<string, string, int> cases = [];
            foreach (var page in Pages)
            {
                foreach (var theme in (string[])["light", "dark"])
                {
                    cases.Add(page, theme, 1600);
                    cases.Add(page, theme, 390);
                }
            }

            return cases;
        }
    }

    [ChromiumTheory]
    [MemberData(nameof(Cases))]
    public async Task Axe_finds_no_violation(string name, string theme, int width)
    {
        List<string> errors = [];
        var page = await chromium.OpenAsync(Address(name), errors, width, 900);
        await page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
        await ReadyAsync(page, name);

        var found = await page.RunAxe();

        foreach (var violation in found.Violations) output.WriteLine(Tell(violation));
        Assert.Empty(found.Violations.Select(Tell));
        Assert.NotEmpty(found.Passes);
        await page.CloseAsync();
    }

    private Uri Address(string page) => page switch
    {
        "start" => site.App.Address,
        "project" or "panel" => site.Page("?window=3h"), // axe looks at each cell: all states are there, and not by the thousand
        "jobs" => site.Page("?window=3h&open=" + Uri.EscapeDataString(site.Grid().Columns.First(c => c.Jobs.Length > 1).Ci)),
        "unknown project" => new(site.App.Address, "/project/acme/nothing-of-that-name"),
        _ => new(site.App.Address, "/nowhere"),
    };

    private static async Task ReadyAsync(IPage page, string name)
    {
        await page.WaitForFunctionAsync("document.title !== ''"); // set anew when the page comes alive
        if (name is not ("project" or "jobs" or "panel")) return;
        await page.Locator(".project[data-following]").WaitForAsync(new() { Timeout = 30_000, State = WaitForSelectorState.Attached });
        if (name != "panel") return;
        await page.Locator("td[data-state='fail'], .ex button[data-ci]").First.ClickAsync();
        await page.Locator(".panel h3").First.WaitForAsync();
    }

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Take(4).Select(n => $"{n.Target} {n.Html[..Math.Min(160, n.Html.Length)]} [{string.Join("; ", n.Any.Select(a => a.Message).Take(1))}]"))}";
}
