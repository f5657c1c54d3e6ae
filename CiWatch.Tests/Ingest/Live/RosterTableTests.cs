using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.Ingest.Live;

public sealed class RosterTableTests
{
    private const double Day = 24 * 60;

    /// <summary>Ten patch sets, one an hour; "half" answers every second one, "few" four of ten. Then a patch set a day later.</summary>
    private static Story TenAnd(double newestAt, string branch = "master", string? kind = "REWORK", bool wip = false)
    {
        var story = new Story();
        for (var i = 0; i < 10; i++)
        {
            story.PatchSet(100 + i, 1, i * 60).Votes(100 + i, 1, "all", (i * 60) + 30, Outcome.Fail);
            if (i % 2 == 0) story.Votes(100 + i, 1, "half", (i * 60) + 30, Outcome.Pass);
            if (i < 4) story.Votes(100 + i, 1, "few", (i * 60) + 30, Outcome.Pass);
            if (i > 7) story.Starts(100 + i, 1, "starter", (i * 60) + 30);
        }

        return story.PatchSet(1, 1, newestAt, branch, kind, wip);
    }

    private static string[] Expected(ProjectBoard board)
    {
        var row = board.Rows.First(r => r.Change == 1);
        return [.. RosterTable.Learn(board.Rows, DateTimeOffset.MinValue).Expected(row).Order()];
    }

    [Fact]
    public void Who_answered_at_least_half_is_expected() => Assert.Equal(["all", "half"], Expected(TenAnd(Day).Board()));

    [Fact]
    public void A_start_is_no_answer()
    {
        var story = TenAnd(Day);
        for (var i = 0; i < 10; i++) story.Starts(100 + i, 1, "starter", (i * 60) + 31);
        Assert.DoesNotContain("starter", Expected(story.Board()));
    }

    [Fact]
    public void Another_branch_learns_for_itself() => Assert.Empty(Expected(TenAnd(Day, "stable/1").Board()));

    [Fact]
    public void Nobody_is_expected_on_what_is_not_eligible()
    {
        Assert.Empty(Expected(TenAnd(Day, kind: "NO_CODE_CHANGE").Board()));
        Assert.Empty(Expected(TenAnd(Day, kind: "NO_CHANGE").Board()));
        Assert.Empty(Expected(TenAnd(Day, wip: true).Board()));
        Assert.Empty(Expected(TenAnd(Day).Reports(1, 1, "zuul", Day + 1, Phase.Other, Outcome.Merge).Board()));
    }

    [Fact]
    public void Evidence_older_than_a_fortnight_is_forgotten() => Assert.Empty(Expected(TenAnd(16 * Day).Board()));

    [Fact]
    public void Patch_sets_younger_than_the_grace_are_no_evidence()
    {
        // At 4 h only the patch sets of hour 0 are old enough: fewer than the sample.
        Assert.Empty(Expected(TenAnd(4 * 60).Board()));
    }
}
