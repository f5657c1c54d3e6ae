using System.Collections.Immutable;
using CiWatch.App.Changes;
using CiWatch.App.Components.Changes;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.App.Components;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Changes;

public sealed class ChangeBuilderTests
{
    [Theory]
    [InlineData(CellState.Fail, CiGroup.NeedsALook)]
    [InlineData(CellState.Infra, CiGroup.NeedsALook)]
    [InlineData(CellState.Flaky, CiGroup.NeedsALook)]
    [InlineData(CellState.Merge, CiGroup.NeedsALook)]
    [InlineData(CellState.Unknown, CiGroup.NeedsALook)]
    [InlineData(CellState.Overdue, CiGroup.StillOwed)]
    [InlineData(CellState.Missing, CiGroup.StillOwed)]
    [InlineData(CellState.Running, CiGroup.StillOwed)]
    [InlineData(CellState.Pending, CiGroup.StillOwed)]
    [InlineData(CellState.Pass, CiGroup.Passed)]
    [InlineData(CellState.Void, CiGroup.Passed)]
    [InlineData(CellState.Blank, CiGroup.NotOwed)]
    [InlineData(CellState.Excused, CiGroup.NotOwed)]
    public void Each_state_has_its_group(CellState state, CiGroup group) => Assert.Equal(group, ChangeBuilder.Group(state));

    [Fact]
    public void Its_own_patch_sets_are_no_peers_and_the_newest_others_are_on_the_right()
    {
        var story = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 10, Outcome.Fail, null, "unit")
            .PatchSet(2, 1, 20).Votes(2, 1, "acme", 30, Outcome.Pass, null, "unit")
            .PatchSet(3, 1, 40).Votes(3, 1, "acme", 50, Outcome.Fail, null, "unit")
            .PatchSet(1, 2, 60).Votes(1, 2, "acme", 70, Outcome.Fail, null, "unit");

        var ci = Assert.Single(Build(story, 100)!.Cis);

        Assert.Equal<CellState>([CellState.Pass, CellState.Fail], ci.Peers.States);
        Assert.Equal(("unit", 1, 2), (ci.Failures[0].Name, ci.Failures[0].Peers.Bad, ci.Failures[0].Peers.Count));
    }

    [Fact]
    public void A_vote_makes_one_new_row_and_the_others_stay_the_same_objects()
    {
        var story = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 10, Outcome.Pass).Votes(1, 1, "beta", 11, Outcome.Pass);
        var live = story.Told();
        var before = Build(live)!;
        var after = Build(new Story().Votes(1, 1, "acme", 90, Outcome.Fail).Told(live), before)!;

        Assert.Same(Ci(before, "beta"), Ci(after, "beta"));
        Assert.NotSame(Ci(before, "acme"), Ci(after, "acme"));
        Assert.Equal(CellState.Flaky, Ci(after, "acme").Now.State);
    }

    [Fact]
    public void What_happens_to_another_change_alone_makes_no_new_board()
    {
        var live = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 10, Outcome.Pass).Told();
        var before = Build(live)!;

        Assert.Same(before, Build(new Story().PatchSet(2, 1, 20).Votes(2, 1, "beta", 30, Outcome.Pass).Told(live), before));
        Assert.NotSame(before, Build(new Story().Votes(1, 1, "beta", 40, Outcome.Pass).Told(live), before));
    }

    [Fact]
    public void A_CIs_record_is_read_once_for_all_changes_of_a_board_and_without_their_own()
    {
        var story = new Story();
        for (var i = 1; i <= 100; i++) story.PatchSet(i, 1, i).Votes(i, 1, "acme", i + 0.5, Outcome.Pass);
        var parts = new GridParts(story.Board(), RosterTable.Empty, Story.At(200), GridSamples.Rules);
        var column = Assert.Single(ChangeBuilder.Build(parts, 100, [])!.Cis).Column;
        var record = CiRecords.Of(parts).Of(column);

        Assert.Equal(Peers.Reach + 1, record.Looked);
        Assert.DoesNotContain(record.Others(99), o => o.Row.Change == 99);
        Assert.Equal(Peers.Reach, record.Others(99).Length);
        Assert.Equal(Peers.Reach + 1, record.Looked);
        Assert.Same(record, CiRecords.Of(parts with { Now = Story.At(200.5) }).Of(column));
        Assert.NotSame(record, CiRecords.Of(parts with { Now = Story.At(202) }).Of(column));
    }

    [Fact]
    public void Jobs_stand_by_patch_sets_with_those_first_that_failed_and_with_how_others_fare()
    {
        var story = new Story().PatchSet(2, 1, 0).Votes(2, 1, "acme", 1, Outcome.Fail, null, "unit", "lint")
            .PatchSet(1, 1, 10).Votes(1, 1, "acme", 20, Outcome.Pass, null, "lint", "docs").PatchSet(1, 2, 30).Votes(1, 2, "acme", 40, Outcome.Fail, null, "unit");
        var parts = new GridParts(story.Board(), RosterTable.Empty, Story.At(100), GridSamples.Rules);
        var board = ChangeBuilder.Build(parts, 1, [])!;
        var jobs = ChangeJob.Of(parts, board, board.Cis[0], []);

        Assert.Equal(["unit", "docs", "lint"], jobs.Select(j => j.Name));
        Assert.Equal([CellState.Blank, CellState.Fail], jobs[0].Cells.Select(c => c.State));
        Assert.Equal(("SUCCESS", TimeSpan.FromMinutes(1), 1), (jobs[0].Result, jobs[0].Took, jobs[0].Peers.Bad));
        Assert.Equal(("", null), (jobs[1].Result, jobs[1].Took));
        Assert.Equal((1, 1, 0), (jobs[2].Peers.Count, jobs[2].Peers.Bad, jobs[1].Peers.Count));
        Assert.Equal(jobs, ChangeJob.Of(parts, board, board.Cis[0], jobs));
    }

    [Fact]
    public void Rechecks_of_one_CI_are_marks_too_and_one_that_memory_knows_is_told_once()
    {
        var board = Build(new Story().PatchSet(1, 1, 0).Recheck(1, 1, 30), 100)!;
        StoredRecheck[] asked = [new(1, "Ada", "Acme CI", Story.At(20)), new(1, "Bob", null, Story.At(30)), new(2, "Eve", null, Story.At(31))];

        Assert.Equal([("Ada", "Acme CI"), ("Bob", "")], Rechecks(asked));
        Assert.Equal([("Ada", "Acme CI"), ("", "")], Rechecks(asked[0])); // memory heard of it first

        IEnumerable<(string, string)> Rechecks(params StoredRecheck[] told) =>
            Timeline.Marks(board, CellLimits.Default, [.. told]).Where(m => m.Kind == MarkKind.Recheck).Select(m => (m.By, m.Ci));
    }

    [Fact]
    public void A_CI_that_comments_without_end_makes_no_drawing_without_end()
    {
        ImmutableArray<TimelineMark> marks =
        [
            new(MarkKind.Upload, Story.At(0), 1),
            .. Enumerable.Range(0, 10_000).SelectMany(i => new TimelineMark[]
            {
                new(MarkKind.Vote, Story.At(i * 0.01), 1, i == 9_999 ? CellState.Fail : CellState.Pass, "acme"), new(MarkKind.Gate, Story.At(i * 0.01), 1, CellState.Pass, "zuul"),
                new(MarkKind.Recheck, Story.At(i * 0.01), 1), new(MarkKind.Upload, Story.At(i * 0.01), i + 2),
            }),
        ];
        var shown = TimelineChart.Visible(marks, TimeAxis.Of(marks, Story.At(100), open: false));

        Assert.InRange(shown.Length, 100, 134 * 13);
        Assert.Contains(shown, m => m.State == CellState.Fail);
        Assert.Equal(10_001, shown.Where(m => m.Kind == MarkKind.Upload).Max(m => m.PatchSet));
    }

    [Fact]
    public void A_change_that_nobody_knows_is_none() => Assert.Null(Build(new Story().PatchSet(2, 1, 0), 10));

    [Fact]
    public void The_order_is_kept_while_votes_come()
    {
        var story = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 10, Outcome.Pass).Votes(1, 1, "beta", 11, Outcome.Pass);
        var before = Build(story, 100)!;
        var order = ChangeOrder.Of(before);
        var after = Build(story.Votes(1, 1, "acme", 90, Outcome.Fail), 100, before)!;

        Assert.Equal(2, order.In(after, CiGroup.Passed).Length);
        Assert.Equal(1, order.Moved(after));
        Assert.Single(ChangeOrder.Of(after).In(after, CiGroup.NeedsALook));
    }

    [Fact]
    public void The_verdict_says_the_gate_the_others_and_whose_trouble_it_is()
    {
        var story = new Story().PatchSet(1, 1, 0).Votes(1, 1, "zuul", 5, Outcome.Pass, "check")
            .Votes(1, 1, "acme", 10, Outcome.Pass).Votes(1, 1, "beta", 11, Outcome.Infra).Votes(1, 1, "gamma", 12, Outcome.Pass);

        Assert.Equal("The gate passed patch set 1 and 2 CIs passed it too. 1 CI failed it, probably because of CI trouble, not this change.", Said(story));
        Assert.StartsWith("Merged. The gate passed", Said(story.Merged(1, 1, 50)), StringComparison.Ordinal);
        Assert.Equal("No gate CI has reported on patch set 1.", Said(new Story().PatchSet(1, 1, 0)));
        Assert.Equal("The gate failed patch set 1; 1 CI passed it.",
            Said(new Story().PatchSet(1, 1, 0).Votes(1, 1, "zuul", 5, Outcome.Fail, "check").Votes(1, 1, "acme", 9, Outcome.Pass)));
    }

    [Fact]
    public void Marks_are_what_happened_in_order_and_runs_of_passes_are_told_as_one()
    {
        var board = Build(new Story().PatchSet(1, 1, 0).Starts(1, 1, "zuul", 2, "check").Votes(1, 1, "acme", 10, Outcome.Pass)
            .Votes(1, 1, "beta", 11, Outcome.Pass).Votes(1, 1, "zuul", 20, Outcome.Fail, "check").Recheck(1, 1, 30).Merged(1, 1, 50), 100)!;

        var marks = Timeline.Marks(board, CellLimits.Default, []);

        Assert.Equal([MarkKind.Upload, MarkKind.Vote, MarkKind.Vote, MarkKind.Gate, MarkKind.Recheck, MarkKind.Closed], marks.Select(m => m.Kind));
        Assert.Equal(Story.At(2), marks[3].Since);
        var entries = Timeline.Entries(marks);
        Assert.Equal((5, 2), (entries.Length, entries[3].Passes));
        var axis = TimeAxis.Of(marks, Story.At(500), open: false);
        Assert.Equal(0, axis.At(Story.At(0)));
        Assert.InRange(axis.At(Story.At(50)), 60, 100);
        Assert.NotEmpty(axis.Ticks);
    }

    private static string Said(Story story) => string.Concat(Verdict.Of(Build(story, 100)!).Select(p => p.Text));

    private static ChangeCi Ci(ChangeBoard board, string ci) => board.Cis.Single(c => c.Column.Ci == ci);

    private static ChangeBoard? Build(LiveStore live, ChangeBoard? before = null) => ChangeBuilder.Build(
        new GridParts(live.Find(new ProjectKey("gerrit", "acme/storage"))!, RosterTable.Empty, Story.At(100), GridSamples.Rules), 1, [], null, before);

    private static ChangeBoard? Build(Story story, double minutes, ChangeBoard? before = null) => ChangeBuilder.Build(
        new GridParts(story.Board(), RosterTable.Empty, Story.At(minutes), GridSamples.Rules), 1, [], null, before);
}
