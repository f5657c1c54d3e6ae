using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>The page to try the API, in a real browser, with the keyboard alone.</summary>
[Collection(Browser.Name)]
public sealed class ApiPageTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task An_address_is_opened_filled_in_and_asked_by_the_keyboard_and_the_answer_is_text()
    {
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(site.App.Address, "/api"), errors);
        var operation = page.Locator("details", new() { HasText = "/api/v1/grid" }).Filter(new() { HasNotText = "grid.csv" });
        await operation.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(DemoSite.Project);
        await Assertions.Expect(operation.Locator("form a")).ToHaveAttributeAsync("href", "/api/v1/grid?project=openstack%2Fnova");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(operation.Locator("[role=status]")).ToContainTextAsync("200");
        await Assertions.Expect(operation.Locator("pre")).ToContainTextAsync($"\"project\": \"{DemoSite.Project}\"");
        Assert.Equal(0, await operation.Locator("pre *").CountAsync());
        Assert.Equal("/api", new Uri(page.Url).AbsolutePath);
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task What_makes_no_sense_is_answered_with_what_to_do()
    {
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(site.App.Address, "/api"), errors);
        var operation = page.Locator("details", new() { HasText = "/badge/{ci}" });
        await operation.Locator("summary").ClickAsync();
        await operation.Locator("input").First.FillAsync("<img src=x onerror=alert(1)>");
        await operation.Locator("button").ClickAsync();

        await Assertions.Expect(operation.Locator("[role=status]")).ToContainTextAsync("404");
        await Assertions.Expect(operation.Locator("pre")).ToContainTextAsync("no such project");
        Assert.Equal(0, await page.Locator("img, pre svg").CountAsync());
        Assert.All(errors, e => Assert.Contains("404", e, StringComparison.Ordinal)); // the browser's own word of the answer
    }

    [ChromiumFact]
    public async Task Metrics_count_an_open_page_and_how_long_drawing_takes()
    {
        List<string> errors = [];
        var page = await chromium.OpenFollowingAsync(site.Page(), errors);

        var metrics = await site.App.Http.GetStringAsync("/metrics");

        Assert.Matches(@"\naspnetcore_components_circuit_active\{[^}]*\} [1-9]", metrics);
        Assert.Matches(@"\naspnetcore_components_circuit_connected\{[^}]*\} [1-9]", metrics);
        Assert.Matches(@"\naspnetcore_components_render_diff_duration_seconds_count\{[^}]*\} [1-9]", metrics);
        await page.CloseAsync();
    }
}
