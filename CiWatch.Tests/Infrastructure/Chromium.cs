using Microsoft.Playwright;

namespace CiWatch.Tests.Infrastructure;

/// <summary>A real Chromium, one for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Program = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private const string Missing = $"{Program} is missing: install Debian's chromium.";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Program)) return; // its tests are skipped, or fail by it in CI
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments });
    }

    /// <summary>A fresh window; errors of its scripts fail the test through <paramref name="errors"/>.</summary>
    internal async Task<IPage> OpenAsync(Uri address, List<string> errors, int width = 1600, int height = 1000, string? zone = null, string? locale = null)
    {
        var page = await (_browser ?? throw new InvalidOperationException(Missing))
            .NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, TimezoneId = zone, Locale = locale });
        Collect(page, errors);
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>An empty window of a phone: it lays a page out as wide as its content wants to be, as phones do.</summary>
    internal async Task<IPage> PhoneAsync(List<string> errors, int width = 390, int height = 844)
    {
        var page = await (_browser ?? throw new InvalidOperationException(Missing)).NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            IsMobile = true,
            HasTouch = true,
            UserAgent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        });
        Collect(page, errors);
        return page;
    }

    private static void Collect(IPage page, List<string> errors)
    {
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
