using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.Ingest.Live;

public sealed class ManyPatchSetsTests
{
    private const int PatchSets = 2_000;

    [Fact]
    public void Votes_on_a_change_with_many_patch_sets_cost_their_own_row_alone()
    {
        var story = new Story();
        for (var n = 1; n <= PatchSets; n++) story.PatchSet(1, n, n);
        for (var n = 1; n <= PatchSets; n++) story.Votes(1, n, "acme", PatchSets + n, Outcome.Pass);
        var live = new LiveStore(LiveStore.DefaultHistory, TimeProvider.System);

        var before = GC.GetAllocatedBytesForCurrentThread();
        live.Apply(story.Lines);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var rows = live.Find(new ProjectKey("gerrit", "acme/storage"))!.Rows;
        Assert.Equal((PatchSets, PatchSets), (rows.Length, rows.Count(r => r.Cis.Length == 1)));
        Assert.Equal(PatchSets - 1, rows.Count(r => r.SupersededAt == Story.At(r.PatchSet + 1)));
        Assert.InRange(allocated / (2 * PatchSets), 0, 6_000);
    }

    [Fact]
    public void A_patch_set_that_comes_late_takes_its_place_among_those_that_replaced_each_other()
    {
        var board = new Story().PatchSet(1, 5, 50).PatchSet(1, 2, 20).PatchSet(1, 4, 10).PatchSet(1, 1, 60).PatchSet(1, 3, 30).Board();

        // Each is replaced when the first newer one came, in whatever order they were told.
        Assert.Equal(
            [(1, Story.At(10)), (2, Story.At(10)), (3, Story.At(10)), (4, Story.At(50)), (5, (DateTimeOffset?)null)],
            board.Rows.OrderBy(r => r.PatchSet).Select(r => (r.PatchSet, r.SupersededAt)));
    }

    [Fact]
    public void A_patch_set_that_an_old_event_brings_has_what_is_known_of_the_change()
    {
        var board = new Story().PatchSet(1, 2, 20).Renamed(1, 2, 60, "new name").Merged(1, 2, 70).PatchSet(1, 1, 10).Board();

        Assert.All(board.Rows, r => Assert.Equal(ChangeStatus.Merged, r.Status));
    }
}
