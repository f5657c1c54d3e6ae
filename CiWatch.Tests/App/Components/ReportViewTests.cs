using Bunit;
using CiWatch.App.Components.Panel;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Components;

public sealed class ReportViewTests : BunitContext
{
    private static readonly Report Failed = new(
        new Account("acme-ci", "Acme CI", null), null, Phase.Result, Outcome.Fail, -1, SampleBoard.Now, false, null,
        "Patch Set 2: Verified-1\n\nBuild failed.",
        [
            new JobRun("acme-tempest", "FAILURE", Outcome.Fail, "https://logs.example.org/1", 2708, true),
            new JobRun("acme-extra", "BORKED", Outcome.Unknown, null, null, false),
        ]);

    public ReportViewTests() => Services.AddSingleton<TimeProvider>(new FakeTimeProvider(SampleBoard.Now));

    [Fact]
    public void A_report_says_vote_time_duration_and_each_job()
    {
        var cut = Render(Failed);

        Assert.Equal("−1", cut.Find(".vote.neg").TextContent);
        Assert.Contains("Fri 15:04, 1 h 12 after upload", cut.Find("h3").TextContent);
        Assert.Equal("2026-11-20 15:04:20 UTC", cut.Find("h3 .at time").GetAttribute("title"));
        var rows = cut.FindAll("table.jobs tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("acme-tempest", rows[0].TextContent);
        Assert.Contains("FAILURE", rows[0].TextContent);
        Assert.Contains("45 m", rows[0].TextContent);
        Assert.Equal("https://logs.example.org/1", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("BORKED", rows[1].TextContent);
        Assert.Contains("nv", rows[1].TextContent);
        Assert.Null(rows[1].QuerySelector("a"));
        Assert.Empty(cut.FindAll(".note"));
    }

    [Fact]
    public void An_earlier_report_is_folded_away()
    {
        Assert.Single(Render(Failed, open: false).FindAll("details.try > summary > .vote"));
        Assert.Empty(Render(Failed).FindAll("summary > .vote"));
    }

    [Fact]
    public void A_contradiction_is_said() =>
        Assert.Contains("disagree", Render(Failed with { Contradiction = true }).Find(".note").TextContent);

    [Fact]
    public void What_the_event_told_besides_the_message_stands_below_it()
    {
        var cut = Render(Failed with { Text = "Patch Set 2: Verified-1\n\n(1 comment)", EventText = "Patch Set 2: Verified-1\n\nSee the log." });

        Assert.Equal("Patch Set 2: Verified-1\n\n(1 comment)\n\nSee the log.", cut.Find("pre").TextContent);
    }

    [Fact]
    public void After_a_recheck_the_duration_counts_from_there()
    {
        var cut = Render(Failed, recheckedAt: SampleBoard.Now.AddMinutes(-49));

        Assert.Contains("49 m after the recheck", cut.Find("h3").TextContent);
    }

    [Theory]
    [InlineData(Phase.Start, null, "Started")]
    [InlineData(Phase.Other, null, "A note, no result")]
    [InlineData(Phase.Other, Outcome.Merge, "Conflict")]
    [InlineData(Phase.Result, Outcome.Pass, "Passed")]
    [InlineData(Phase.Result, Outcome.Unknown, "Unknown")]
    public void Each_kind_of_report_has_its_word(Phase phase, Outcome? outcome, string word)
    {
        var cut = Render(Failed with { Phase = phase, Outcome = outcome, Vote = null, Jobs = [] });

        Assert.Contains(word, cut.Find("p.dim").TextContent);
        Assert.Empty(cut.FindAll(".vote"));
        Assert.Empty(cut.FindAll("table"));
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var cut = Render(Failed with
        {
            Text = "<img src=x onerror=alert(1)>\n\u202Eevil\u001B]0;",
            Pipeline = "\u202Egate",
            Jobs = [new JobRun("<b>job\u2066", "SUCCESS\u0007", Outcome.Unknown, "javascript:alert(1)", -5, true)],
        });

        Assert.Empty(cut.FindAll("img, b, a"));
        Assert.Equal("<img src=x onerror=alert(1)>\n\uFFFDevil␛]0;", cut.Find("pre").TextContent);
        Assert.Contains("<b>job\uFFFD", cut.Find("table").TextContent);
        Assert.DoesNotContain('\u202E', cut.Markup);
        Assert.DoesNotContain('\u0007', cut.Markup);
    }

    private IRenderedComponent<ReportView> Render(Report report, bool open = true, DateTimeOffset? recheckedAt = null) =>
        Render<ReportView>(p => p
            .Add(v => v.Report, report).Add(v => v.Number, 1).Add(v => v.Of, 2).Add(v => v.Open, open)
            .Add(v => v.Row, GridSamples.One(CellState.Fail).Row.Source with { RecheckedAt = recheckedAt }));
}
