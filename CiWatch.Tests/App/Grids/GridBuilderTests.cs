using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Grids;

public sealed class GridBuilderTests
{
    private static readonly GridRules Rules = new(CellLimits.Default, new HashSet<string> { "zuul" }, 100);
    private static readonly GridWindow Week = new(TimeSpan.FromDays(7));

    private static GridSnapshot Build(Story story, double minutes, GridWindow? window = null)
    {
        var board = story.Board();
        var now = Story.At(minutes);
        return GridBuilder.Build(board, window ?? GridWindow.Default, RosterTable.Learn(board.Rows, now - TimeSpan.FromDays(7)), now, Rules);
    }

    private static CellState State(GridSnapshot grid, long change, string ci)
    {
        var row = grid.Rows.Single(r => r.Source.Change == change);
        return row.Cells[grid.Columns.ToList().FindIndex(c => c.Ci == ci)].State;
    }

    [Fact]
    public void The_gate_stands_first_then_names_in_order()
    {
        var grid = Build(new Story().PatchSet(1, 1, 0)
            .Votes(1, 1, "beta", 1, Outcome.Pass).Votes(1, 1, "acme", 1, Outcome.Pass)
            .Votes(1, 1, "zuul", 1, Outcome.Pass, "gate").Votes(1, 1, "zuul", 1, Outcome.Pass, "check").Votes(1, 1, "zuul", 1, Outcome.Pass, "third"), 10);

        Assert.Equal(["zuul check", "zuul gate", "zuul third", "acme", "beta"], grid.Columns.Select(c => c.Ci));
        Assert.Equal([true, true, false, false, false], grid.Columns.Select(c => c.Gate));
        Assert.Equal(["ZUUL CI check", "ZUUL CI gate", "ZUUL CI third", "ACME CI", "BETA CI"], grid.Columns.Select(c => c.Name));
    }

    [Fact]
    public void A_pipeline_is_named_only_where_its_account_has_several()
    {
        var grid = Build(new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 1, Outcome.Pass, "check"), 10);

        Assert.Equal(("acme check", "ACME CI"), (grid.Columns[0].Ci, grid.Columns[0].Name));
    }

    [Fact]
    public void What_names_no_pipeline_stands_in_the_accounts_first_one()
    {
        var story = new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 0)
            .Starts(1, 1, "zuul", 1, "check").Votes(1, 1, "zuul", 9, Outcome.Pass).Votes(1, 1, "zuul", 3, Outcome.Pass, "gate")
            .Reports(2, 1, "zuul", 2, Phase.Other, Outcome.Merge);
        var grid = Build(story, 10);

        Assert.Equal(["zuul check", "zuul gate"], grid.Columns.Select(c => c.Ci));
        Assert.Equal((CellState.Pass, CellState.Merge), (State(grid, 1, "zuul check"), State(grid, 2, "zuul check")));
        Assert.Equal([Phase.Start, Phase.Result], grid.Rows.Single(r => r.Source.Change == 1).Cells[0].Reports!.Reports.Select(r => r.Phase));
    }

    [Fact]
    public void An_account_that_only_talks_has_no_column() =>
        Assert.Empty(Build(new Story().PatchSet(1, 1, 0).Reports(1, 1, "acme", 1, Phase.Other, null), 10).Columns);

    [Fact]
    public void The_window_cuts_by_the_patch_sets_creation()
    {
        var story = new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 60);

        Assert.Equal([2L], Build(story, 24 * 60 + 30).Rows.Select(r => r.Source.Change));
        Assert.Equal([2L, 1L], Build(story, 24 * 60 + 30, Week).Rows.Select(r => r.Source.Change));
    }

    [Theory]
    [InlineData(10, CellState.Pending)]
    [InlineData(4 * 60, CellState.Overdue)]
    [InlineData(24 * 60, CellState.Missing)]
    public void An_expected_vote_that_is_absent_is_a_cell_that_ages(double waited, CellState expected)
    {
        var story = Regular().PatchSet(1, 1, 2_000);

        Assert.Equal(expected, State(Build(story, 2_000 + waited, Week), 1, "acme"));
    }

    [Fact]
    public void A_run_that_never_ends_is_no_run_for_ever()
    {
        var story = new Story().PatchSet(1, 1, 0).Starts(1, 1, "acme", 1)
            .PatchSet(2, 1, 0).Starts(2, 1, "acme", 1).PatchSet(2, 2, 30)
            .PatchSet(3, 1, 0).Starts(3, 1, "acme", 1).Merged(3, 1, 30)
            .PatchSet(4, 1, 0).Votes(4, 1, "acme", 1, Outcome.Pass).Starts(4, 1, "acme", 2);

        CellState[] At(double minutes)
        {
            var grid = Build(story, minutes, Week);
            return [.. grid.Rows.Where(r => r.Source.PatchSet == 1).OrderBy(r => r.Source.Change).Select(r => r.Cells[0].State)];
        }

        Assert.Equal([CellState.Running, CellState.Excused, CellState.Excused, CellState.Running], At(60));
        Assert.Equal([CellState.Missing, CellState.Excused, CellState.Excused, CellState.Pass], At((24 * 60) + 2));
    }

    [Fact]
    public void A_recheck_begins_the_wait_anew()
    {
        var story = Regular().PatchSet(1, 1, 2_000).Recheck(1, 1, 2_300);

        Assert.Equal(CellState.Pending, State(Build(story, 2_310, Week), 1, "acme"));
    }

    [Fact]
    public void Nothing_is_owed_for_what_was_replaced_early()
    {
        var grid = Build(Regular().PatchSet(1, 1, 2_000).PatchSet(1, 2, 2_030), 4_000, Week);

        Assert.Equal([CellState.Missing, CellState.Excused], grid.Rows.Where(r => r.Source.Change == 1).Select(r => r.Cells[0].State));
    }

    [Fact]
    public void A_merge_without_an_answer_after_the_limit_is_missing_at_once() =>
        Assert.Equal(CellState.Missing, State(Build(Regular().PatchSet(1, 1, 2_000).Merged(1, 1, 2_300), 2_310, Week), 1, "acme"));

    [Fact]
    public void A_first_answer_after_the_limit_is_late()
    {
        var grid = Build(new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 0).Votes(1, 1, "acme", 239, Outcome.Pass).Votes(2, 1, "acme", 240, Outcome.Pass), 600);

        Assert.Equal([true, false], grid.Rows.Select(r => r.Cells[0].Late));
    }

    [Fact]
    public void The_fail_rate_counts_patch_sets_with_a_verdict()
    {
        var grid = Build(new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 0).PatchSet(3, 1, 0).PatchSet(4, 1, 0).PatchSet(5, 1, 0)
            .Votes(1, 1, "acme", 1, Outcome.Pass).Votes(2, 1, "acme", 1, Outcome.Fail).Votes(3, 1, "acme", 1, Outcome.Infra)
            .Votes(4, 1, "acme", 1, Outcome.Fail).Votes(4, 1, "acme", 2, Outcome.Pass).Votes(5, 1, "acme", 1, Outcome.Void), 10);

        Assert.Equal(new ColumnStats(0.5, 2, 4) { Infra = 1 }, grid.Stats[0]);
        Assert.Equal(0.25, grid.Stats[0].ChangeFailRate);
    }

    [Fact]
    public void A_vote_renews_one_row_and_keeps_columns_and_other_rows()
    {
        var live = new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 1).Votes(1, 1, "acme", 2, Outcome.Pass, null, "a").Votes(2, 1, "acme", 2, Outcome.Pass).Told();
        var before = GridBuilder.Build(Board(live), GridWindow.Default, RosterTable.Empty, Story.At(5), Rules);
        new Story().Votes(2, 1, "acme", 6, Outcome.Fail, null, "a").Told(live);

        var after = GridBuilder.Update(Board(live), RosterTable.Empty, Story.At(6), Rules, before)!;

        Assert.Equal(CellState.Flaky, after.Rows[0].Cells[0].State);
        Assert.Same(before.Rows[1], after.Rows[1]);
        Assert.True(before.Columns == after.Columns);
        Assert.Equal(before.Stats[0].Results, after.Stats[0].Results);
    }

    [Fact]
    public void A_vote_of_a_CI_or_a_job_without_a_column_needs_a_whole_build()
    {
        foreach (var (ci, job) in new[] { ("newcomer", "a"), ("acme", "new-job") })
        {
            var live = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 2, Outcome.Pass, null, "a").Told();
            var before = GridBuilder.Build(Board(live), GridWindow.Default, RosterTable.Empty, Story.At(5), Rules);
            new Story().Votes(1, 1, ci, 6, Outcome.Fail, null, job).Told(live);

            Assert.Null(GridBuilder.Update(Board(live), RosterTable.Empty, Story.At(6), Rules, before));
        }
    }

    [Fact]
    public void A_later_build_keeps_rows_that_did_not_age()
    {
        var live = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 2, Outcome.Pass).Told();
        var before = GridBuilder.Build(Board(live), GridWindow.Default, RosterTable.Empty, Story.At(5), Rules);

        var after = GridBuilder.Build(Board(live), GridWindow.Default, RosterTable.Empty, Story.At(65), Rules, before);

        Assert.Same(before.Rows[0], after.Rows[0]);
    }

    private static ProjectBoard Board(LiveStore live) => live.Find(new ProjectKey("gerrit", "acme/storage"))!;

    /// <summary>A day in which acme answered ten patch sets of ten.</summary>
    private static Story Regular()
    {
        var story = new Story();
        for (var i = 0; i < 10; i++) story.PatchSet(100 + i, 1, i * 60).Votes(100 + i, 1, "acme", (i * 60) + 30, Outcome.Pass);
        return story;
    }
}
