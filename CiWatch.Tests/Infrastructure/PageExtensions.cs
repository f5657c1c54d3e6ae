using Microsoft.Playwright;

namespace CiWatch.Tests.Infrastructure;

/// <summary>What tests ask of a page beyond the driver's own words.</summary>
internal static class PageExtensions
{
    /// <summary>
    /// Asks again until the expression holds. The driver's own waiting evaluates its text within the page, which our
    /// Content-Security-Policy refuses; a question from outside it allows. A page that is just being replaced counts as "not yet".
    /// </summary>
    public static Task HoldsAsync(this IPage page, string expression, object? argument = null) => RunningApp.UntilAsync(
        async () =>
        {
            try
            {
                return await page.EvaluateAsync<bool>(expression, argument);
            }
            catch (PlaywrightException)
            {
                return false;
            }
        },
        holds => holds);

    /// <summary>Waits until the page's address, without the host, is as wanted. The page may have come there by itself, with no load.</summary>
    public static Task AtAsync(this IPage page, Func<string, bool> wanted) =>
        RunningApp.UntilAsync(() => Task.FromResult(new Uri(page.Url).PathAndQuery), wanted);

    /// <summary>A project's page in a fresh window, once it follows what arrives.</summary>
    public static async Task<IPage> OpenFollowingAsync(this Chromium chromium, Uri address, List<string> errors)
    {
        var page = await chromium.OpenAsync(address, errors);
        await page.FollowingAsync();
        return page;
    }

    /// <summary>Waits until a project's page follows what arrives.</summary>
    public static Task FollowingAsync(this IPage page) => FollowsAsync(page, ".project");

    /// <summary>Waits until a change's page follows what arrives.</summary>
    public static Task ChangeFollowingAsync(this IPage page) => FollowsAsync(page, ".change");

    // By the page's own class: one that is being left follows as well.
    private static Task FollowsAsync(IPage page, string place) =>
        page.Locator(place + "[data-following]").WaitForAsync(new() { Timeout = 30_000, State = WaitForSelectorState.Attached });
}
