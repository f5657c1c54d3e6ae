using Bunit;
using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Pages;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.App.Components;

/// <summary>What an open page does with news: what it draws anew, and what waits.</summary>
public sealed class ProjectPageNewsTests : ProjectPageContext
{
    private const long Newcomer = 999_999;

    private readonly DatabaseFile _file = new();

    public ProjectPageNewsTests() => Services.AddSingleton(new ReportStore(_file.Database));

    [Fact]
    public async Task A_signal_that_brings_nothing_to_this_page_draws_nothing()
    {
        var cut = Page();
        await Settled(cut);
        var drawn = cut.RenderCount;

        Sources.Count("another.example.org", 1, 1, 0, 0, SampleBoard.Now);
        await Settled(cut);

        Assert.Equal(drawn, cut.RenderCount);
    }

    [Fact]
    public async Task A_vote_is_drawn_and_so_is_what_ages_each_minute()
    {
        var cut = Page();
        await Settled(cut);
        var drawn = cut.RenderCount;

        Time.Advance(TimeSpan.FromMinutes(1));
        WaitFor(cut, () => cut.RenderCount > drawn);

        drawn = cut.RenderCount;
        Arrive();
        WaitFor(cut, () => cut.RenderCount > drawn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task New_patch_sets_come_again_once_the_cell_is_closed_that_held_them(bool phone)
    {
        var cut = Page(http: phone ? Phone() : null);
        var cell = cut.Find("[data-change]"); // a cell, or a phone's card
        Assert.True(await cut.InvokeAsync(() => cut.Instance.Choose(
            cell.GetAttribute("data-change")!, cell.GetAttribute("data-patchset")!, "zuul check", null)));

        await cut.InvokeAsync(cut.Instance.Shut);
        Arrive();

        WaitFor(cut, () => Shows(cut));
        Assert.Empty(cut.FindAll(".newbar.has"));
    }

    [Fact]
    public async Task Further_down_they_still_wait_when_a_cell_is_closed()
    {
        var cut = Page();
        await cut.InvokeAsync(() => cut.Instance.Viewport(20, 40, atTop: false));

        await cut.InvokeAsync(cut.Instance.Shut);
        Arrive();

        WaitFor(cut, () => cut.FindAll(".newbar.has").Count == 1);
        Assert.False(Shows(cut));
    }

    [Fact]
    public void A_project_that_is_forgotten_while_its_page_is_open_stays_as_it_was()
    {
        var cut = Page();

        Time.Advance(TimeSpan.FromDays(30));
        new Story(SampleBoard.Server, "openstack/other").PatchSet(1, 1, Minutes).Told(Live);

        WaitFor(cut, () => cut.FindAll(".state h2").Count == 1);
        Assert.Contains("Nothing in the last 24 hours", cut.Find(".state h2").TextContent);
        Assert.DoesNotContain("Loading", cut.Markup);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _file.Dispose();
    }

    private static double Minutes => (SampleBoard.Now - Story.T0).TotalMinutes;

    private static DefaultHttpContext Phone()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = "Mozilla/5.0 (Linux; Android 14) Mobile Mobi";
        return http;
    }

    private static bool Shows(IRenderedComponent<ProjectPage> cut) => cut.FindAll($"[data-change='{Newcomer}']").Count > 0;

    private void Arrive() => new Story(SampleBoard.Server, Project)
        .PatchSet(Newcomer, 1, Minutes - 0.2).Votes(Newcomer, 1, "zuul", Minutes - 0.1, Outcome.Pass, "check").Told(Live);

    /// <summary>Waits until the pump has gone round once more and rested.</summary>
    private async Task Settled(IRenderedComponent<ProjectPage> cut)
    {
        var looks = Time.Looks;
        Sources.Count(SampleBoard.Server, 0, 0, 0, 0, null);
        for (var i = 0; i < 1000 && Time.Looks == looks; i++)
        {
            Time.Advance(LivePump.Hold / 10);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            await tick.WaitForNextTickAsync();
        }

        Assert.True(Time.Looks > looks, "The pump did not go round.");
        await cut.InvokeAsync(() => { });
    }
}
