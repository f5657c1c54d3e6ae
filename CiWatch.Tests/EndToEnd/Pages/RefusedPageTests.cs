using System.Net;
using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>One tab more than an address may hold, in a real browser: it says so, and comes alive when there is room.</summary>
[Collection(Browser.Name)]
public sealed class RefusedPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task A_tab_too_many_says_what_to_do_is_not_called_live_and_comes_alive_when_another_is_closed()
    {
        await using var app = await DemoSite.StartAsync([new("Demo:Pace", "1"), new("Limits:CircuitsPerAddress", "1")]);
        List<string> errors = [];
        var address = new Uri(app.Address, "/project/openstack/nova?window=90m");
        var first = await chromium.OpenFollowingAsync(address, errors);
        Assert.Empty(errors);

        var second = await chromium.OpenAsync(address, errors); // its refused request is an error of its console
        var dialog = second.Locator("#components-reconnect-modal");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Assertions.Expect(dialog.Locator(".note")).ToContainTextAsync("Your address may hold 1 page open at once. Close some tabs");
        Assert.Equal("Not live", await Words(second.Locator(".live")));
        Assert.DoesNotContain("Reconnecting", await dialog.InnerTextAsync(), StringComparison.Ordinal);
        Assert.NotEqual(0, await second.Locator("tbody th[scope=row]").CountAsync()); // what was there is still read

        await dialog.GetByRole(AriaRole.Button).ClickAsync(); // in vain, and it says the same
        await Assertions.Expect(dialog).ToContainTextAsync("Close some tabs");

        await first.CloseAsync();
        await RunningApp.UntilAsync(
            () => app.Http.PostAsync(new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), null), a => a.StatusCode == HttpStatusCode.OK);
        await dialog.GetByRole(AriaRole.Button).ClickAsync();
        await second.FollowingAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        Assert.Equal("Live", await Words(second.Locator(".live")));
    }

    private static Task<string> Words(ILocator live) => live.EvaluateAsync<string>("e => [...e.querySelectorAll('b')].filter(b => b.offsetParent).map(b => b.innerText).join()");
}
