using System.Text.Json;
using CiWatch.App.Grids;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>A change's page in a real browser over the demonstration; what happens meanwhile the tests tell it, as a stream would.</summary>
[Collection(Browser.Name)]
public sealed class ChangePageTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task From_the_grid_to_a_failing_jobs_log_with_the_keyboard_alone()
    {
        List<string> errors = [];
        var (change, ci, job) = Failed();
        var page = await chromium.OpenFollowingAsync(site.Page("?window=7d&only=failures"), errors);
        var link = page.Locator($"tbody th a[href^='/change/{change}']").First;
        var address = (await link.GetAttributeAsync("href"))!;
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.AtAsync(a => a == address);
        await page.ChangeFollowingAsync();

        var opener = page.Locator($"tr.chci[data-ci='{ci}'] .tw");
        await TabToAsync(page, opener);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(opener).ToHaveAttributeAsync("aria-expanded", "true");
        var bad = page.Locator($"tr.job.wrong[data-job='{job}']");
        await bad.WaitForAsync();
        var log = bad.Locator("td.l a");
        await TabToAsync(page, log);
        Assert.Matches("^https?://", (await log.GetAttributeAsync("href"))!);
        Assert.Equal("noopener noreferrer", await log.GetAttributeAsync("rel"));
        Assert.Matches("^[0-9]+ of [0-9]+", (await bad.Locator("td.of").InnerTextAsync())!);
        Assert.Equal(await page.Locator("table.mx thead th.c").CountAsync(), await bad.Locator("td.c").CountAsync());

        await TabToAsync(page, page.Locator("tr.said summary").First);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("tr.said details[open]").First.WaitForAsync();
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task A_vote_arrives_without_a_reload_is_ringed_and_said_and_moves_nothing()
    {
        List<string> errors = [];
        var (row, ci) = Passed(site.App);
        var page = await OpenAsync(row.Change, errors);
        await page.EvaluateAsync("window.mark = 'still the same page'");
        var mark = page.Locator($".pci[data-ci='{ci.Ci}'] .m .cell");
        await Assertions.Expect(mark).ToHaveAttributeAsync("data-state", "pass");
        var places = await PlacesAsync(page);

        Tell("comment-added", row, new { username = ci.Account, name = ci.Name }, $"Patch Set {row.PatchSet}: Verified-1\n\nBuild failed.\n\n* unit https://log.example/1 : FAILURE in 4m 10s");

        await Assertions.Expect(mark).ToHaveAttributeAsync("data-state", "flaky", new() { Timeout = 30_000 });
        await page.Locator($".pci[data-ci='{ci.Ci}'] .cell[data-arrived]").WaitForAsync();
        await page.Locator(".newbar.has").WaitForAsync(); // it stands elsewhere now, and waits for the reader
        Assert.Equal(places, await PlacesAsync(page));
        await Assertions.Expect(page.Locator("[data-said]")).ToContainTextAsync("vote", new() { Timeout = 30_000 });
        Assert.Equal("still the same page", await page.EvaluateAsync<string>("window.mark"));

        await page.Locator(".newbar.has").ClickAsync();
        await page.Locator($"tbody[data-group='NeedsALook'] tr[data-ci='{ci.Ci}']").WaitForAsync();
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task An_unknown_change_appears_when_it_is_heard_of()
    {
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(site.App.Address, "/change/424242"), errors);
        await Assertions.Expect(page.Locator(".state [role=status]")).ToContainTextAsync("by itself");

        Tell("patchset-created", BoardOf(site.App).Rows[0] with { Change = 424242, PatchSet = 1, Subject = "Heard of at last" }, null, null);

        await Assertions.Expect(page.Locator(".change h1")).ToHaveTextAsync("Heard of at last", new() { Timeout = 30_000 });
        Assert.All(errors, e => Assert.Contains("404", e, StringComparison.Ordinal)); // the browser notes the first answer
    }

    [ChromiumFact]
    public async Task Times_are_the_readers()
    {
        List<string> errors = [];
        var row = Passed(site.App).Row;
        var page = await chromium.OpenAsync(new Uri(site.App.Address, $"/change/{row.Change}"), errors, zone: "Asia/Tokyo", locale: "en-GB");
        await page.ChangeFollowingAsync();

        await page.HoldsAsync("/JST|GMT\\+9/.test(document.querySelector('aside .sec [data-zone]').textContent)");
        var time = page.Locator(".log li.up time").Last;
        var ms = long.Parse((await time.GetAttributeAsync("data-at"))!, System.Globalization.CultureInfo.InvariantCulture);
        var there = DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(TimeSpan.FromHours(9));
        await Assertions.Expect(time).ToContainTextAsync(there.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task A_recheck_comment_is_copied_from_a_cells_panel_and_from_the_page_of_its_change()
    {
        var grid = site.Grid();
        var (row, ci) = (
            from r in grid.Rows
            where r.Source is { Status: ChangeStatus.Open, SupersededAt: null }
            from i in Enumerable.Range(0, grid.Columns.Length)
            where r.Cells[i].State == CellState.Fail && !grid.Columns[i].Gate
            select (r.Source, grid.Columns[i].Ci)).First();
        List<string> errors = [];
        var page = await chromium.OpenFollowingAsync(site.Page($"?cell={row.Change},{row.PatchSet},{Uri.EscapeDataString(ci)}"), errors);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await CopiesAsync(".panel [data-recheck]");

        await page.Locator(".panel .acts a").First.ClickAsync();
        await page.ChangeFollowingAsync();
        await page.Locator($"tr[data-ci='{ci}'] .tw").ClickAsync();
        await CopiesAsync(".detail [data-recheck]");
        Assert.Empty(errors);

        async Task CopiesAsync(string button)
        {
            await page.EvaluateAsync("() => navigator.clipboard.writeText('')");
            await page.Locator(button).ClickAsync();
            await Assertions.Expect(page.Locator("#keynote")).ToHaveTextAsync("Copied: recheck");
            Assert.Equal("recheck", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        }
    }

    private async Task<IPage> OpenAsync(long change, List<string> errors)
    {
        var page = await chromium.OpenAsync(new Uri(site.App.Address, $"/change/{change}"), errors);
        await page.ChangeFollowingAsync();
        return page;
    }

    /// <summary>Goes on with Tab until the element has the focus, as one without a mouse does.</summary>
    private static async Task TabToAsync(IPage page, ILocator element)
    {
        for (var i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await element.EvaluateAsync<bool>("e => e === document.activeElement")) return;
        }

        Assert.Fail("Tab does not come there.");
    }

    /// <summary>Where each row and each passed CI stands.</summary>
    private static Task<string> PlacesAsync(IPage page) => page.EvaluateAsync<string>(
        "() => [...document.querySelectorAll('tr.chci, .pci, .passed, .lanes')].map(e => { const r = e.getBoundingClientRect(); return [e.dataset.ci, r.x, r.y, r.height]; }).join(';')");

    private static ProjectBoard BoardOf(RunningApp app) => app.Services.GetRequiredService<LiveStore>().Boards.First(b => b.Project == DemoSite.Project);

    /// <summary>A change whose newest patch set a CI failed by a job that others ran too.</summary>
    private (long Change, string Ci, string Job) Failed()
    {
        var grid = site.Grid();
        return (
            from r in grid.Rows
            where r.Source.SupersededAt is null
            from i in Enumerable.Range(0, grid.Columns.Length)
            where r.Cells[i].State == CellState.Fail
            from job in grid.Columns[i].Jobs
            where CellBuilder.Job(r.Cells[i].Reports, job).State == CellState.Fail
                && grid.Rows.Any(o => o.Source.Change != r.Source.Change && CellBuilder.Job(o.Cells[i].Reports, job).State == CellState.Pass)
            select (r.Source.Change, grid.Columns[i].Ci, job)).First();
    }

    /// <summary>A CI that passed a change's only and newest patch set, and not the gate's.</summary>
    private static (BoardRow Row, GridColumn Ci) Passed(RunningApp app)
    {
        var board = BoardOf(app);
        var grid = app.Services.GetRequiredService<GridFeed>().Current(board.Server, board.Project, GridWindow.Default)!;
        return (
            from r in grid.Rows
            where r.Source is { PatchSet: 1, SupersededAt: null, Status: ChangeStatus.Open }
            from i in Enumerable.Range(0, grid.Columns.Length)
            where r.Cells[i] is { State: CellState.Pass, Reports.Reports.Length: 1 } && grid.Columns[i] is { Pipeline: null }
            select (r.Source, grid.Columns[i])).First();
    }

    private void Tell(string type, BoardRow row, object? author, string? comment)
    {
        var now = site.App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var board = BoardOf(site.App);
        var owner = new { name = row.Owner, username = "owner" };
        var line = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type,
            author = author ?? owner,
            comment,
            change = new { project = board.Project, branch = row.Branch, id = row.ChangeId, number = row.Change, subject = row.Subject, owner, url = row.Url, status = "NEW" },
            patchSet = new { number = row.PatchSet, kind = "REWORK", createdOn = (author is null ? now : row.CreatedAt).ToUnixTimeSeconds() },
            eventCreatedOn = now.ToUnixTimeSeconds(),
        });
        Assert.Equal(1, site.App.Services.GetRequiredService<LineQueue>().TryWrite(new RawLine(board.Server, line, now)));
    }
}
