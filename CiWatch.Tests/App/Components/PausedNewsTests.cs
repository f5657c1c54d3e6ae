using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Components;

public sealed class PausedNewsTests
{
    [Fact]
    public void Results_and_patch_sets_count_and_a_start_does_not()
    {
        var live = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 1, Outcome.Pass).Told();
        var held = Grid(live);

        new Story().Votes(1, 1, "bolt", 2, Outcome.Fail).Starts(1, 1, "cube", 2)
            .PatchSet(2, 1, 3).Votes(2, 1, "acme", 4, Outcome.Pass).Votes(2, 1, "acme", 5, Outcome.Fail).Told(live);

        Assert.Equal(new PausedNews(3, 1), Of(held, Grid(live), GridFilter.None));
        Assert.Equal(default, Of(held, held, GridFilter.None));
    }

    [Fact]
    public void What_filters_hide_does_not_wait()
    {
        var live = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 1, Outcome.Pass).Votes(1, 1, "bolt", 1, Outcome.Pass)
            .PatchSet(2, 1, 1).Votes(2, 1, "acme", 2, Outcome.Pass).Told();
        var held = Grid(live);

        new Story().Votes(1, 1, "acme", 3, Outcome.Fail).Votes(2, 1, "bolt", 3, Outcome.Pass)
            .PatchSet(3, 1, 3).Votes(3, 1, "bolt", 4, Outcome.Pass).Told(live);
        var now = Grid(live);

        Assert.Equal(new PausedNews(3, 1), Of(held, now, GridFilter.None));
        Assert.Equal(new PausedNews(1, 1), Of(held, now, new() { Ci = "acme" }));
        Assert.Equal(new PausedNews(1, 0), Of(held, now, new() { Text = "1,1" }));
        Assert.Equal(default, Of(held, now, new() { Branch = "nowhere" }));
    }

    [Theory]
    [InlineData(0, 0, "nothing waits")]
    [InlineData(1, 0, "1 vote waits")]
    [InlineData(0, 2, "2 patch sets wait")]
    [InlineData(12, 2, "12 votes and 2 patch sets wait")]
    [InlineData(1, 1, "1 vote and 1 patch set wait")]
    public void It_says_how_much_waits(int votes, int patchSets, string words) => Assert.Equal(words, new PausedNews(votes, patchSets).ToString());

    private static PausedNews Of(GridSnapshot held, GridSnapshot now, GridFilter filter) =>
        PausedNews.Of(held, GridFiltering.Apply(now, filter, TimeProvider.System));

    private static GridSnapshot Grid(LiveStore live) => GridBuilder.Build(
        live.Find(new ProjectKey("gerrit", "acme/storage"))!, GridWindow.Default, RosterTable.Empty, Story.At(10), GridSamples.Rules);
}
