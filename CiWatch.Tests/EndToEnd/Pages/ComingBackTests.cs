using CiWatch.Tests.Builders;
using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>What an open tab does by itself, in a real browser over the demonstration.</summary>
[Collection(Browser.Name)]
public sealed class ComingBackTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    [SshdAndChromiumFact]
    public async Task After_a_restart_of_the_server_the_tab_comes_back_where_it_was_without_a_click()
    {
        await using var sshd = await SshdServer.StartAsync();
        var app = await RunningApp.StartAsync(sshd.Settings());
        await sshd.StreamsAsync(1);
        for (var change = 1; change <= 60; change++) sshd.Emit(RecordedEvents.Created(change));
        sshd.Emit(RecordedEvents.Vote(1, "acme-ci", 1, "Build failed.\n\n* tempest https://log.example/1 : FAILURE in 4m 10s", -1));
        await app.ServerAsync(s => (long)s["events"]! == 61);
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(app.Address, "/project/acme/storage?window=7d"), errors, height: 700);
        await page.FollowingAsync();
        await page.Keyboard.PressAsync("n"); // far down: the oldest change has the only failure
        await page.Locator("td[data-state=fail]:focus").PressAsync("Enter");
        await page.Locator(".panel .jobs").WaitForAsync();
        var top = await page.EvaluateAsync<double>("document.querySelector('.scroller').scrollTop");
        Assert.True(top > 0);
        await page.EvaluateAsync("window.mark = 'the old page'");

        var (address, folder) = (app.Address, app.Folder);
        await app.StopAsync();
        await Assertions.Expect(page.Locator("html[data-link=lost]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        Assert.Equal("the old page", await page.EvaluateAsync<string>("window.mark"));

        await using var again = await RunningApp.StartAsync([.. sshd.Settings(), new("Urls", address.ToString())], folder);
        await page.HoldsAsync("window.mark === undefined");
        await page.FollowingAsync();
        await page.Locator(".panel .jobs").WaitForAsync();
        Assert.Contains("acme CI", await page.Locator(".panel h2").TextContentAsync());
        Assert.Equal(top, await page.EvaluateAsync<double>("document.querySelector('.scroller').scrollTop"));
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();

        // Alive: a vote comes into it.
        await sshd.StreamsAsync(2);
        sshd.Emit(RecordedEvents.Vote(1, "acme-ci", 9, "Build succeeded.\n\n* tempest https://log.example/2 : SUCCESS in 4m 10s", 1));
        await page.Locator("td[data-change='1'][data-ci='acme-ci'][data-state=flaky]").WaitForAsync();
    }

    [ChromiumFact]
    public async Task Times_are_in_the_readers_zone_and_order_and_UTC_on_demand()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(app.Address, "/project/openstack/nova?window=7d"), errors, zone: "Asia/Kolkata", locale: "en-US");
        await page.FollowingAsync();

        var time = page.Locator(".phead time[data-as]").First;
        var both = (await time.EvaluateAsync<string>("t => t.dataset.at + '|' + t.textContent")).Replace('\u202f', ' ').Split('|'); // at one moment: it goes on
        var there = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(both[0], System.Globalization.CultureInfo.InvariantCulture)).ToOffset(TimeSpan.FromMinutes(330));
        var said = both[1];
        Assert.Contains(there.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), said);
        Assert.StartsWith(there.ToString("MMM d,", System.Globalization.CultureInfo.InvariantCulture), said); // a week's ends by their dates
        await Assertions.Expect(page.Locator(".phead [data-zone]")).Not.ToHaveTextAsync("UTC");
        await time.HoverAsync();
        var title = await time.GetAttributeAsync("title");
        Assert.Matches(@"GMT\+5:30 \(Asia/\w+\)\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$", title);
        Assert.Equal("Asia/", (await page.EvaluateAsync<string>("decodeURIComponent(document.cookie)")).Split("zone=")[1][..5]);

        // Where a new text comes from the server, the reader's stands there before it is painted.
        await page.EvaluateAsync("document.querySelector('.phead time[data-as]').firstChild.data = 'Thu 00:00'");
        await Assertions.Expect(time).Not.ToHaveTextAsync("Thu 00:00");

        // Days are parted at the reader's midnight: between two separators all rows are of one day there.
        var mixed = await page.EvaluateAsync<int>("""
            () => {
              const day = ms => new Date(ms).toLocaleDateString('en-US', { timeZone: 'Asia/Kolkata' });
              let last = null, wrong = 0;
              for (const tr of document.querySelectorAll('tbody tr')) {
                if (tr.classList.contains('day')) { last = null; continue; }
                const age = tr.querySelector('time.age');
                if (!age) continue;
                const of = day(Number(age.dataset.at));
                if (last && of !== last) wrong++;
                last = of;
              }
              return wrong;
            }
            """);
        Assert.Equal(0, mixed);
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task Figures_are_as_the_readers_locale_has_them_also_those_that_come_later()
    {
        var app = site.App;
        List<string> errors = [];
        var page = await chromium.OpenAsync(app.Address, errors, locale: "de-DE");

        var events = page.Locator(".src data[data-number=count]").First;
        Assert.Matches(@"^\d{1,3}(\.\d{3})+$", await events.InnerTextAsync());
        Assert.Matches(@"^\d+,\d\u00A0%$", await page.Locator("td.c-in data").First.InnerTextAsync());
        await events.EvaluateAsync("d => { d.value = '7654321'; }");
        await page.HoldsAsync("document.querySelector('.src data').textContent === Number(document.querySelector('.src data').value).toLocaleString('de-DE')");
        Assert.Matches(@"<data value=""\d+"" data-number=""count"">\d{1,3}(,\d{3})+</data>", await app.Http.GetStringAsync("/"));
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task Search_works_without_scripts()
    {
        var app = site.App;

        var html = await app.Http.GetStringAsync("/search?q=cinder");

        Assert.Contains("href=\"/project/openstack/cinder\"", html);
        Assert.Contains("method=\"get\"", html);
        Assert.DoesNotContain("<script>alert", await app.Http.GetStringAsync("/search?q=" + Uri.EscapeDataString("<script>alert(1)</script>")));
        Assert.Contains("Only the first", await app.Http.GetStringAsync("/search?q=" + new string('x', 5000)));
    }
}
