using CiWatch.Tests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Xunit.Abstractions;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>No page hides anything from a reader who does not see it, by the rules of axe: each page, wide and narrow, in both themes.</summary>
[Collection(Browser.Name)]
public sealed class AxeTests(Chromium chromium, DemoSite site, ITestOutputHelper output) : IClassFixture<Chromium>
{
    private static readonly string[] Pages = ["start", "project", "jobs", "panel", "all hidden", "change", "unknown change", "search", "keys", "api", "unknown project", "nowhere"];

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (var page in Pages)
            {
                cases.Add(page, 1600);
                if (page != "keys") cases.Add(page, 390); // a phone has no keys, and no list of them
            }

            return cases;
        }
    }

    [ChromiumTheory]
    [MemberData(nameof(Cases))]
    public async Task Axe_finds_no_violation(string name, int width)
    {
        List<string> errors = [];
        var page = await chromium.OpenAsync(DemoPages.Address(site, name), errors, width, 900);
        await page.ReadyAsync(name);
        foreach (var theme in (string[])["light", "dark"])
        {
            await page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
#pragma warning disable CS0618 // No page has a frame, and the other way opens a window more for each run, which takes half of the time.
            var found = await page.RunAxeLegacy();
#pragma warning restore CS0618

            foreach (var violation in found.Violations) output.WriteLine($"{theme}: {Tell(violation)}");
            Assert.Empty(found.Violations.Select(Tell));
            Assert.NotEmpty(found.Passes);
        }

        await page.CloseAsync();
    }

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Take(4).Select(n => $"{n.Target} {n.Html[..Math.Min(160, n.Html.Length)]} [{string.Join("; ", n.Any.Select(a => a.Message).Take(1))}]"))}";
}
