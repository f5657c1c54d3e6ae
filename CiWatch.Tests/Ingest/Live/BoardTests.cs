using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using CiWatch.Tests.Ingest.Storage;

namespace CiWatch.Tests.Ingest.Live;

public sealed class BoardTests
{
    [Fact]
    public void Rows_are_patch_sets_newest_first()
    {
        var board = new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 10).PatchSet(1, 2, 5).Board();

        Assert.Equal([(2L, 1), (1L, 2), (1L, 1)], board.Rows.Select(r => (r.Change, r.PatchSet)));
    }

    [Fact]
    public void A_vote_makes_one_row_new_and_leaves_the_others_as_they_are()
    {
        var live = new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 10).Votes(2, 1, "acme", 20, Outcome.Pass).Told();
        var key = new ProjectKey("gerrit", "acme/storage");
        var before = live.Find(key)!;

        new Story().Votes(1, 1, "acme", 30, Outcome.Fail).Told(live);
        var after = live.Find(key)!;

        Assert.Same(before.Rows[0], after.Rows[0]);
        Assert.NotSame(before.Rows[1], after.Rows[1]);
        Assert.Empty(before.Rows[1].Cis);
        Assert.Equal(Outcome.Fail, Assert.Single(Assert.Single(after.Rows[1].Cis).Reports).Outcome);
    }

    [Fact]
    public void Hashtags_that_stay_the_same_make_no_new_row()
    {
        var facts = ChangeFacts.Of(Lines.Change() with { Hashtags = "a,b" }, "patchset-created", Lines.Start);
        var row = new Story().PatchSet(1, 1, 0).Board().Rows[0].WithChange(facts, "dev");

        Assert.Equal(["a", "b"], row.Hashtags.AsEnumerable());
        Assert.Same(row, row.WithChange(facts, "dev"));
        Assert.Empty(row.WithChange(facts with { Hashtags = null }, "dev").Hashtags);
    }

    [Fact]
    public void Equal_reports_are_two_reports()
    {
        var board = new Story().PatchSet(1, 1, 0).Starts(1, 1, "zuul", 1, "check").Starts(1, 1, "zuul", 1, "check").Board();

        Assert.Equal(2, board.Rows[0].Of("zuul check")!.Reports.Length);
    }

    [Fact]
    public void Reports_that_come_out_of_order_stand_in_order_of_time()
    {
        var board = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 30, Outcome.Pass).Votes(1, 1, "acme", 20, Outcome.Fail).Board();

        Assert.Equal([Outcome.Fail, Outcome.Pass], board.Rows[0].Of("acme")!.Reports.Select(r => r.Outcome!.Value));
    }

    [Fact]
    public void A_newer_patch_set_supersedes_the_older_whichever_is_told_first()
    {
        var inOrder = new Story().PatchSet(1, 1, 0).PatchSet(1, 2, 60).PatchSet(1, 3, 90).Board();
        var backwards = new Story().PatchSet(1, 3, 90).PatchSet(1, 1, 0).PatchSet(1, 2, 60).Board();

        Assert.Equal([null, Story.At(90), Story.At(60)], inOrder.Rows.Select(r => r.SupersededAt));
        Assert.Equal(inOrder.Rows.Select(r => r.SupersededAt), backwards.Rows.Select(r => r.SupersededAt));
    }

    [Fact]
    public void A_merge_closes_every_patch_set_at_its_own_time()
    {
        var board = new Story().PatchSet(1, 1, 0).PatchSet(1, 2, 60).Merged(1, 2, 300).Board();

        Assert.All(board.Rows, r => Assert.Equal((ChangeStatus.Merged, (DateTimeOffset?)Story.At(300)), (r.Status, r.ClosedAt)));
    }

    [Fact]
    public void What_an_older_event_says_of_the_change_does_not_undo_what_a_newer_one_said()
    {
        var board = new Story().PatchSet(1, 1, 0).Renamed(1, 1, 60, "new name").Renamed(1, 1, 30, "old name").Board();

        Assert.Equal("new name", board.Rows[0].Subject);
    }

    [Fact]
    public void A_comment_on_a_patch_set_that_nobody_announced_makes_its_row()
    {
        var board = new Story().Votes(7, 3, "acme", 5, Outcome.Pass).Board();

        Assert.Equal((7L, 3, Story.At(5)), (board.Rows[0].Change, board.Rows[0].PatchSet, board.Rows[0].CreatedAt));
    }

    [Fact]
    public void A_request_to_all_is_remembered_and_one_to_a_single_CI_is_not()
    {
        var board = new Story().PatchSet(1, 1, 0).Recheck(1, 1, 50).Recheck(1, 1, 60, "Acme CI").Board();

        Assert.Equal(Story.At(50), board.Rows[0].RecheckedAt);
    }

    [Fact]
    public void Subscribers_hear_which_project_changed_until_they_leave()
    {
        var live = new LiveStore(LiveStore.DefaultHistory, TimeProvider.System);
        List<ProjectKey> heard = [];
        var subscription = live.Subscribe(heard.Add);

        new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 0).Told(live);
        subscription.Dispose();
        new Story().PatchSet(3, 1, 0).Told(live);

        Assert.Equal([new ProjectKey("gerrit", "acme/storage")], heard);
    }
}
