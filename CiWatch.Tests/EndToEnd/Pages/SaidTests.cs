using CiWatch.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd.Pages;

/// <summary>What a screen reader hears of arriving votes: js/arrivals.js in a real browser, under a clock that the test moves.</summary>
[Collection(Browser.Name)]
public sealed class SaidTests(Chromium chromium, DemoSite site) : IClassFixture<Chromium>
{
    private const long Second = 1_000;

    // A grid of our own in a page without a circuit, so that no vote but the test's arrives.
    private const string Begin = """
        async () => {
          document.body.innerHTML = '<div id="root"><table><tr></tr></table><div data-said></div></div>';
          const root = document.getElementById('root'), row = root.querySelector('tr');
          for (let i = 0; i < 40; i++) row.append(Object.assign(document.createElement('td'), { innerHTML: '' }));
          row.querySelectorAll('td').forEach((td, i) => Object.assign(td.dataset, { ci: 'ci' + i, change: '1', patchset: '1', state: 'pending' }));
          window.said = [];
          new MutationObserver(() => said.push(root.querySelector('[data-said]').textContent)).observe(root.querySelector('[data-said]'), { childList: true });
          window.vote = (i, state) => { row.children[i].dataset.state = state; };
          const { arrivals } = await import('/js/arrivals.js');
          arrivals(root, new AbortController().signal);
        }
        """;

    [ChromiumFact]
    public async Task A_flood_of_votes_is_a_sentence_in_ten_seconds_and_all_of_them_are_in_it()
    {
        var page = await OpenAsync();

        for (var second = 0; second < 30; second++)
        {
            // Two each second, one of three failed; and the clock turns a waiting cell, which is no vote.
            await page.EvaluateAsync("s => { vote(s % 20, s % 3 ? 'fail' : 'pass'); vote(20 + s % 10, s % 3 ? 'pass' : 'flaky'); vote(30 + s % 10, s % 20 < 10 ? 'overdue' : 'missing'); }", second);
            await page.Clock.RunForAsync(Second);
        }

        await page.Clock.RunForAsync(10 * Second);
        var said = await page.EvaluateAsync<string[]>("said");
        Assert.InRange(said.Length, 3, 4);
        Assert.All(said, s => Assert.Matches("^[0-9]+ votes, [0-9]+ failed$", s));
        Assert.Equal(60, said.Sum(s => int.Parse(s.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(20, said.Sum(s => int.Parse(s.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture)));
        await page.CloseAsync();
    }

    [ChromiumFact]
    public async Task One_vote_is_said_once_and_the_clocks_doings_never()
    {
        var page = await OpenAsync();

        await page.EvaluateAsync("() => { vote(0, 'overdue'); vote(1, 'excused'); }");
        await page.Clock.RunForAsync(60 * Second);
        Assert.Empty(await page.EvaluateAsync<string[]>("said"));
        await page.EvaluateAsync("vote(0, 'pass')");
        await page.Clock.RunForAsync(9 * Second);
        Assert.Empty(await page.EvaluateAsync<string[]>("said"));
        await page.Clock.RunForAsync(60 * Second);

        Assert.Equal(["1 vote"], await page.EvaluateAsync<string[]>("said"));
        await page.CloseAsync();
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.OpenAsync(new Uri(site.App.Address, "/healthz"), []);
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        await page.EvaluateAsync(Begin);
        return page;
    }
}
