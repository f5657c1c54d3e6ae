using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>What holds for each page and axe does not see, over the demonstration: its width, and the keyboard's focus.</summary>
[Collection(Browser.Name)]
public sealed class EveryPageTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    private static readonly string[] Pages =
        ["start", "project 24 h", "project 7 d", "panel", "all hidden", "change", "unknown change", "search", "api", "unknown project", "nowhere"];

    private readonly List<string> _errors = [];

    [ChromiumFact]
    public async Task No_page_is_wider_than_its_window()
    {
        List<string> wider = [];
        var (desktop, phone) = (await chromium.OpenAsync(site.App.Address, _errors), await chromium.PhoneAsync(_errors));
        foreach (var name in Pages)
        {
            await MeasureAsync(desktop, name, [1680, 1280, 840], wider);
            await MeasureAsync(phone, name, [390, 320], wider);
        }

        Assert.Empty(wider);
    }

    // A phone's own window grows with a page that is too wide: the width that it was given counts.
    private async Task MeasureAsync(IPage page, string name, int[] widths, List<string> wider)
    {
        await page.SetViewportSizeAsync(widths[0], 800);
        await page.GotoAsync(DemoPages.Address(site, name).ToString());
        await page.ReadyAsync(name);
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            var found = await page.EvaluateAsync<int>("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.scrollWidth))))");
            if (found > width) wider.Add($"{name}: {found} px in {width}");
        }
    }

    [ChromiumFact]
    public async Task Each_control_shows_the_keyboards_focus_in_both_themes()
    {
        List<string> unseen = [];
        var page = await chromium.OpenAsync(site.App.Address, _errors, 1280, 800);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        foreach (var name in Pages.Where(p => p != "project 7 d")) // its controls are those of 24 h
        {
            await page.GotoAsync(DemoPages.Address(site, name).ToString());
            await page.ReadyAsync(name);
            await WalkAsync(page, name, "light", "Tab", unseen);
            await WalkAsync(page, name, "dark", "Shift+Tab", unseen);
        }

        Assert.Empty(unseen.Distinct());
    }

    // From the page's top to its end in one theme, and back in the other.
    private static async Task WalkAsync(IPage page, string name, string theme, string key, List<string> unseen)
    {
        await page.EvaluateAsync(Looks, theme);
        for (var i = 0; i < 50; i++)
        {
            await page.Keyboard.PressAsync(key);
            var said = await page.EvaluateAsync<string[]>(Focused);
            if (said.Length == 0) break; // the end of the page
            if (said[1].Length > 0) unseen.Add($"{name}, {theme}: {said[0]}");
        }
    }

    // How each control looks without the focus: it, and what is right around it.
    private const string Looks = """
        theme => {
          const outline = s => s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 1 ? '' : s.outlineStyle + s.outlineWidth + s.outlineColor;
          const look = e => [e, e.parentElement, e.parentElement?.parentElement].filter(Boolean).map(x => {
            const s = getComputedStyle(x);
            return [outline(s), outline(getComputedStyle(x, '::after')), s.boxShadow, s.borderTopColor, s.borderTopWidth, s.top].join('|');
          }).join('/');
          document.documentElement.dataset.theme = theme;
          const focused = document.activeElement;
          window.looks = { look, before: new WeakMap() };
          for (const e of document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')) if (e !== focused) looks.before.set(e, look(e));
        }
        """;

    private const string Focused = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body || e === document.documentElement) return [];
          const before = looks.before.get(e), now = looks.look(e);
          const unseen = before === undefined ? now.startsWith('||') && !now.includes('solid') : before === now;
          return [`${e.tagName.toLowerCase()}.${e.className} "${(e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 30)}"`, unseen ? 'unseen' : ''];
        }
        """;

    [ChromiumFact]
    public async Task On_a_laptop_the_grid_begins_in_the_upper_third_and_its_filters_are_one_line()
    {
        var page = await chromium.OpenAsync(site.Page(), _errors, 1280, 800);
        await page.FollowingAsync();

        Assert.True(await TopAsync(page, "tbody tr:has(.who)") < 300);
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.filter').offsetHeight < 48"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.filter > *')].every(e => e.getBoundingClientRect().right <= innerWidth)"));
        Assert.Equal(4, await page.Locator(".phead .kv > span:visible").CountAsync()); // the share of expected votes and the window are there

        await page.SetViewportSizeAsync(840, 525); // 1680 by 1050, magnified twice
        Assert.True(await TopAsync(page, "tbody tr:has(.who)") < 300);
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.filter').offsetHeight < 48"));
    }

    [ChromiumFact]
    public async Task Holding_the_view_moves_none_of_the_figures()
    {
        var page = await chromium.OpenAsync(site.Page(), _errors, 1280, 800);
        await page.FollowingAsync();
        const string left = "document.querySelector('.phead .kv').getBoundingClientRect().left";
        var before = await page.EvaluateAsync<double>(left);
        await page.Locator(".pause").ClickAsync();
        await page.Locator(".pause[aria-pressed=true]").WaitForAsync();

        Assert.Equal(before, await page.EvaluateAsync<double>(left));
    }

    [ChromiumFact]
    public async Task On_a_phone_a_card_opens_its_change_and_the_legend_is_in_reach()
    {
        var page = await chromium.PhoneAsync(_errors);
        await page.GotoAsync(site.Page().ToString());
        await page.FollowingAsync();
        await page.Locator(".legendbtn").TapAsync();
        await Assertions.Expect(page.Locator("#legend .legend.full")).ToBeVisibleAsync();
        await page.Locator("#legend .btn").TapAsync();
        Assert.True(await page.EvaluateAsync<double>("[...document.querySelectorAll('.pc')].slice(0, 10).map(c => c.offsetHeight).sort((a, b) => a - b)[5]") <= 150);
        var nav = await page.Locator(".nav").BoundingBoxAsync();
        Assert.Equal(844, nav!.Y + nav.Height);

        await page.Locator(".pc .fp").First.TapAsync(new() { Force = true }); // the link lies over all of the card
        await page.AtAsync(a => a.StartsWith("/change/", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task Copied_rows_paste_into_a_sheet_as_a_line_each()
    {
        var page = await chromium.OpenAsync(site.Page(), _errors);
        await page.FollowingAsync();
        var copied = await page.EvaluateAsync<string>("""
            () => {
              const rows = [...document.querySelectorAll('tbody tr')].filter(r => r.querySelector('.who')), range = document.createRange();
              range.setStartBefore(rows[0]);
              range.setEndAfter(rows[2]);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              const data = new DataTransfer();
              document.querySelector('.project').dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
              return data.getData('text/plain');
            }
            """);
        var lines = copied.TrimEnd('\n').Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.StartsWith("Change\tPatch set\tSubject\tOwner\tAge\t", lines[0]);
        Assert.Single(lines.Select(l => l.Split('\t').Length).Distinct());
        Assert.Matches("^[0-9]+\t[0-9]+\t", lines[1]);
    }

    private static Task<double> TopAsync(IPage page, string selector) =>
        page.EvaluateAsync<double>("selector => document.querySelector(selector).getBoundingClientRect().top", selector);
}
