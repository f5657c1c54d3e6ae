using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Search;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>What breaks in one tab breaks there alone. The fault is put in by the test: a part of ours that throws when it is drawn.</summary>
[Collection(Browser.Name)]
public sealed class BrokenPartTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Secret = "Data Source=/secret";

    [ChromiumFact]
    public async Task A_page_that_fails_says_so_in_its_tab_and_no_other_tab_notices()
    {
        await using var app = await DemoSite.StartAsync([new("Demo:Pace", "1")], configure: b => b.Services.AddScoped<IComponentActivator>(s => new Saboteur(s, typeof(CellCard))));
        List<string> errors = [];
        var other = await chromium.OpenAsync(new Uri(app.Address, "/search?q=nova"), errors);
        await other.Locator(".search[data-live]").WaitForAsync();

        var page = await chromium.OpenAsync(new Uri(app.Address, "/project/openstack/nova"), []);

        await page.Locator(".state.broken[role=alert]").WaitForAsync();
        Assert.Matches("[0-9a-f]{4}-[0-9a-f]{2}", await page.Locator(".state.broken .mono").InnerTextAsync());
        Assert.DoesNotContain(Secret, await page.ContentAsync());
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();

        // The rest of that tab lives: its bar searches, and another page opens.
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("cinder");
        await page.Locator("#found [role=option]").First.WaitForAsync();
        await page.GotoAsync(new Uri(app.Address, "/search?q=nova").ToString());
        await page.Locator(".hits a").First.WaitForAsync();
        await AliveAsync(other);
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task A_circuit_that_fails_stops_its_tab_in_sight_and_no_other()
    {
        await using var app = await DemoSite.StartAsync([new("Demo:Pace", "1")], configure: b => b.Services.AddScoped<IComponentActivator>(s => new Saboteur(s, typeof(HitView))));
        List<string> errors = [];
        var other = await chromium.OpenAsync(new Uri(app.Address, "/project/openstack/nova"), errors);
        await other.FollowingAsync();
        var page = await chromium.OpenAsync(new Uri(app.Address, "/project/openstack/nova"), []);
        await page.FollowingAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("cinder"); // the results are no part of a page: no boundary holds what they do

        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("html[data-link=lost]")).ToHaveCountAsync(1);
        Assert.DoesNotContain(Secret, await page.ContentAsync());
        await other.Keyboard.PressAsync("s");
        await Assertions.Expect(other.Locator(".pause")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(other.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        Assert.Empty(errors);
    }

    private static async Task AliveAsync(IPage page)
    {
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("cinder");
        await page.Locator("#found [role=option]").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".state.broken")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    /// <summary>Makes all components, and of one type another that throws as soon as it is on a circuit.</summary>
    private sealed class Saboteur(IServiceProvider services, Type victim) : IComponentActivator
    {
        public IComponent CreateInstance(Type componentType) =>
            componentType == victim ? new Broken() : (IComponent)ActivatorUtilities.CreateInstance(services, componentType);
    }

    private sealed class Broken : ComponentBase
    {
        [Parameter(CaptureUnmatchedValues = true)] public IDictionary<string, object>? Given { get; set; }

        protected override void OnParametersSet()
        {
            if (RendererInfo.IsInteractive) throw new InvalidOperationException($"Broken by the test. {Secret}");
        }
    }
}
