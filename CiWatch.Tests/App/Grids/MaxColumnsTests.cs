using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Grids;

public sealed class MaxColumnsTests
{
    private const double Day = 24 * 60;
    private static readonly GridRules Rules = new(CellLimits.Default, new HashSet<string> { "zuul" }, 100);
    private static readonly GridWindow Week = new(TimeSpan.FromDays(7));
    private static readonly DateTimeOffset Now = Story.At(3 * Day);

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(5_000, false)]
    public void Forty_regular_CIs_keep_their_columns_whoever_comes(int hostile, bool isOneAccount)
    {
        var grid = Build(Regular(Hostile(hostile, isOneAccount, patchSets: 1)));

        Assert.Equal((200, hostile + 42 - 200), (grid.Columns.Length, grid.Folded.Length));
        Assert.Equal(hostile + 42, grid.CiCount);
        Assert.Equal(40, grid.Columns.Count(c => c.Ci.StartsWith("regular-", StringComparison.Ordinal)));
        Assert.Equal(["zuul check", "zuul gate"], grid.Columns.Take(2).Select(c => c.Ci));
        Assert.Equal(grid.Columns.Skip(2).OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Select(c => c.Ci), grid.Columns.Skip(2).Select(c => c.Ci));
        Assert.All(grid.Rows, r => Assert.Equal(200, r.Cells.Length));
    }

    [Fact]
    public void An_account_with_many_pipelines_that_answer_everywhere_pushes_nobody_out()
    {
        var grid = Build(Regular(Hostile(2_000, isOneAccount: true, patchSets: 9)), Rules with { MaxColumns = 50 });

        Assert.Equal(40, grid.Columns.Count(c => c.Ci.StartsWith("regular-", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_grid_that_fits_folds_nobody()
    {
        var grid = Build(Regular(new Story()));

        Assert.Equal((42, 0), (grid.Columns.Length, grid.Folded.Length));
    }

    [Fact]
    public void A_vote_of_a_CI_without_a_column_makes_no_grid_anew()
    {
        var story = Regular(Hostile(500, isOneAccount: false, patchSets: 1));
        var before = Build(story);
        var board = story.Votes(1, 1, "another", 3 * Day, Outcome.Fail).Board();

        var after = GridBuilder.Update(board, RosterTable.Empty, Now, Rules, before);

        Assert.NotNull(after);
        Assert.Equal((before.Columns, before.Folded), (after.Columns, after.Folded));
    }

    [Fact]
    public void A_filter_reaches_the_CIs_that_have_no_column()
    {
        var (feed, time) = Feed(Regular(Hostile(500, isOneAccount: false, patchSets: 1)));
        using var _ = feed;
        var all = feed.Current("gerrit", "acme/storage", Week)!;
        var folded = all.Folded[^1];

        var byName = feed.Current("gerrit", "acme/storage", Week, GridFilter.None with { Ci = folded.Ci })!;
        var compared = feed.Current("gerrit", "acme/storage", Week, GridFilter.None with { Compared = [folded.Ci, "regular-1"] })!;

        Assert.Contains(folded.Ci, byName.Columns.Select(c => c.Ci));
        Assert.Equal(["zuul check", "zuul gate", folded.Ci, "regular-1"], compared.Columns.Select(c => c.Ci));
        Assert.Equal(all.CiCount, compared.CiCount);
        Assert.True(all.Columns == feed.Current("gerrit", "acme/storage", Week, GridFilter.None with { Ci = "regular" })!.Columns); // they have columns
        Assert.Equal(all.Folded.Length, FoldedColumns.Matching(all, GridFilter.None, time).Length);
    }

    [Fact]
    public void All_CIs_come_by_pages()
    {
        var (feed, _) = Feed(Regular(Hostile(500, isOneAccount: false, patchSets: 1)));
        using var __ = feed;

        HashSet<string> seen = [];
        for (var page = 1; feed.CurrentPage("gerrit", "acme/storage", Week, page) is { } grid; page++)
        {
            Assert.InRange(grid.Columns.Length, 1, 202); // the gate stays
            seen.UnionWith(grid.Columns.Select(c => c.Ci));
        }

        Assert.Equal(542, seen.Count);
        Assert.Null(feed.CurrentPage("gerrit", "acme/storage", Week, int.MaxValue));
    }

    [Fact]
    public void A_grid_of_five_thousand_CIs_costs_what_its_columns_cost()
    {
        var board = Regular(Hostile(5_000, isOneAccount: false, patchSets: 1)).Board();
        var rosters = RosterTable.Learn(board.Rows, Now - GridWindow.Longest);
        GridBuilder.Build(board, Week, rosters, Now, Rules); // what is made once

        var before = GC.GetAllocatedBytesForCurrentThread();
        GridBuilder.Build(board, Week, rosters, Now, Rules);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 12_000_000);
    }

    [Fact]
    public void Of_too_many_jobs_those_that_ran_most_often_have_columns_and_the_others_are_counted()
    {
        var story = new Story();
        for (var i = 0; i < 10; i++)
            story.PatchSet(i, 1, i).Votes(i, 1, "acme", i + 1, Outcome.Pass, null, ["z-often", .. Enumerable.Range(0, 30).Select(n => $"a-{i}-{n}")]);

        var column = Assert.Single(Build(story).Columns);

        Assert.Equal((100, 201), (column.Jobs.Length, column.MoreJobs));
        Assert.Contains("z-often", column.Jobs);
    }

    [Fact]
    public void The_address_of_a_build_that_occurs_once_is_no_job_column()
    {
        var story = new Story();
        for (var i = 0; i < 3; i++)
            story.PatchSet(i, 1, i).Votes(i, 1, "acme", i + 1, Outcome.Pass, null, ["named", $"https://ci.example/job/{i}/", "https://ci.example/latest/"]);

        var before = Build(story);
        var after = GridBuilder.Update(
            story.PatchSet(3, 1, 3).Votes(3, 1, "acme", 4, Outcome.Pass, null, ["https://ci.example/job/3/"]).Board(), RosterTable.Empty, Now, Rules, before);

        var column = Assert.Single(before.Columns);
        Assert.Equal(["https://ci.example/latest/", "named"], column.Jobs.AsEnumerable());
        Assert.Equal(0, column.MoreJobs);
        Assert.NotNull(after); // a vote with a new build makes no columns anew
    }

    /// <summary>Ten patch sets in three days, each answered by forty CIs and the gate.</summary>
    private static Story Regular(Story story)
    {
        for (var i = 0; i < 10; i++)
        {
            var at = i * Day * 0.28;
            story.PatchSet(1 + i, 1, at).Votes(1 + i, 1, "zuul", at + 20, Outcome.Pass, "check").Votes(1 + i, 1, "zuul", at + 30, Outcome.Pass, "gate");
            for (var ci = 0; ci < 40; ci++) story.Votes(1 + i, 1, $"regular-{ci}", at + 10, Outcome.Pass);
        }

        return story;
    }

    private static Story Hostile(int count, bool isOneAccount, int patchSets)
    {
        var story = new Story();
        for (var n = 0; n < patchSets; n++)
        {
            var at = n * Day * 0.28;
            for (var i = 0; i < count; i++) story.Votes(1 + n, 1, isOneAccount ? "aaa" : $"a{i}", at + 5, Outcome.Fail, isOneAccount ? $"pl{i}" : null);
        }

        return story;
    }

    private static GridSnapshot Build(Story story, GridRules? rules = null)
    {
        var board = story.Board();
        return GridBuilder.Build(board, Week, RosterTable.Learn(board.Rows, Now - GridWindow.Longest), Now, rules ?? Rules);
    }

    private static (GridFeed Feed, FakeTimeProvider Time) Feed(Story story)
    {
        var time = new FakeTimeProvider(Now);
        return (new GridFeed(story.Told(new LiveStore(LiveStore.DefaultHistory, time)), new SourceStates(time), time, Rules), time);
    }
}
