using CiWatch.App.Grids.Filtering;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Language;

public sealed class StandingTests
{
    [Theory]
    [InlineData(ChangeStatus.Open, false, false, "open")]
    [InlineData(ChangeStatus.Open, false, true, "wip")]
    [InlineData(ChangeStatus.Open, true, true, "replaced")]
    [InlineData(ChangeStatus.Merged, false, false, "merged")]
    [InlineData(ChangeStatus.Merged, true, false, "replaced")] // only the last patch set was merged
    [InlineData(ChangeStatus.Abandoned, false, false, "abandoned")]
    [InlineData(ChangeStatus.Abandoned, true, false, "replaced")]
    [InlineData(ChangeStatus.Deleted, false, false, "deleted")]
    [InlineData(ChangeStatus.Deleted, true, false, "deleted")]
    public void A_patch_set_stands_the_same_in_words_and_for_the_filter(ChangeStatus status, bool replaced, bool wip, string word)
    {
        var row = new BoardRow(
            1, 1, "", "", "master", null, null, null, status, wip, null, Story.T0, null, replaced ? Story.At(5) : null, null, []);

        Assert.Equal(word, row.Standing() ?? "open");
        Assert.Equal(word == "deleted" ? "abandoned" : word, RowStandings.Of(row).Word());
    }
}
