using Bunit;
using CiWatch.Ingest.Intake;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.App.Components;

public sealed class ProjectPageTests : ProjectPageContext
{
    [Fact]
    public void The_first_rendering_has_rows_before_any_script_ran()
    {
        var cut = Page();

        Assert.InRange(cut.FindAll("tbody tr:not(.gap)").Count, 40, 60);
        Assert.Equal("openstack/nova", cut.Find("h1").TextContent);
    }

    [Fact]
    public async Task A_CI_opens_into_its_jobs_and_closes_again_and_the_address_says_so()
    {
        var cut = Page();
        var head = "th[data-ci='zuul check']:not([data-job])";
        Assert.Equal("false", cut.Find(head + " button").GetAttribute("aria-expanded"));
        Assert.Empty(cut.FindAll("td[data-job]"));

        await cut.InvokeAsync(() => cut.Find(head + " button").Click());

        cut.WaitForAssertion(() => Assert.Equal("true", cut.Find(head + " button").GetAttribute("aria-expanded")));
        Assert.EndsWith("?open=zuul%20check", Services.GetRequiredService<NavigationManager>().Uri);
        Assert.Equal(7, cut.FindAll("th[data-job]").Count);
        Assert.NotEmpty(cut.FindAll("td[data-job='nova-next'][data-state='pass']"));
        Assert.Single(cut.FindAll(".band"));

        await cut.InvokeAsync(() => cut.Find(head + " button").Click());

        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll("td[data-job]")));
        Assert.EndsWith("/project/openstack/nova", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void An_unknown_project_answers_404_and_helps()
    {
        var http = new DefaultHttpContext();

        var cut = Page("stackforge/nova", http);

        Assert.Equal(StatusCodes.Status404NotFound, http.Response.StatusCode);
        Assert.Contains("No project", cut.Find("h1").TextContent);
        Assert.Equal("/project/openstack/nova?server=review.example.org", cut.Find(".state ul a").GetAttribute("href"));
        Assert.Single(cut.FindAll(".state .acts a[href='/']"));
    }

    [Fact]
    public void A_known_project_answers_as_usual()
    {
        var http = new DefaultHttpContext();

        Page(http: http);

        Assert.Equal(StatusCodes.Status200OK, http.Response.StatusCode);
    }

    [Fact]
    public void A_phone_gets_cards_and_no_table()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = "Mozilla/5.0 (Linux; Android 14) Mobile Mobi";

        var cut = Page(http: http);

        Assert.Empty(cut.FindAll("table"));
        Assert.Equal(40, cut.FindAll("article.pc").Count);
    }

    [Fact]
    public void A_window_without_rows_says_so_and_offers_a_longer_one()
    {
        Time.Advance(TimeSpan.FromDays(2));

        var cut = Page();

        Assert.Contains("Nothing in the last 24 hours", cut.Find(".state h2").TextContent);
        Assert.Equal("/project/openstack/nova?window=7d", cut.Find(".state .acts a").GetAttribute("href"));
    }

    [Fact]
    public void A_server_that_is_lost_makes_the_page_say_that_it_is_stale()
    {
        var cut = Page();
        Assert.Empty(cut.FindAll(".note.away"));

        Sources.Set(SampleBoard.Server, ConnectionState.Waiting, "Connection refused.");

        WaitFor(cut, () => cut.FindAll(".note.away").Any(n => n.TextContent.Contains("Connection refused", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("967726", "1", "nobody-ci")]
    [InlineData("1", "1", "zuul check")]
    [InlineData("not a number", "1", "zuul check")]
    [InlineData("99999999999999999999999", "-1", "")]
    public async Task A_cell_that_does_not_exist_is_not_opened(string change, string patchSet, string ci)
    {
        var cut = Page();

        Assert.False(await cut.InvokeAsync(() => cut.Instance.Choose(change, patchSet, ci, null)));
        Assert.False(await cut.InvokeAsync(() => cut.Instance.ShowCard(change, patchSet, ci, null)));
        Assert.Empty(cut.FindAll(".panel"));
    }

    [Fact]
    public async Task The_card_says_the_state_the_change_and_the_jobs()
    {
        var cut = Page();
        var cell = cut.FindAll("td[data-state='fail']")[0];

        await cut.InvokeAsync(() => cut.Instance.ShowCard(
            cell.GetAttribute("data-change")!, cell.GetAttribute("data-patchset")!, cell.GetAttribute("data-ci")!, null));

        var card = cut.Find(".card").TextContent;
        Assert.Contains("Failed", card);
        Assert.Contains(cell.GetAttribute("data-change")!, card);
        Assert.Contains("after upload", card);
    }
}
