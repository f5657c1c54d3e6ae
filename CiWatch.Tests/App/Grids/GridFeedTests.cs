using CiWatch.App.Grids;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Grids;

public sealed class GridFeedTests : IDisposable
{
    private const string Server = "gerrit", Project = "acme/storage";
    private static readonly GridRules Rules = new(CellLimits.Default, new HashSet<string>(), 100);

    private readonly Clock _time = new(Story.At(60));
    private readonly LiveStore _live;
    private readonly GridFeed _feed;

    public GridFeedTests()
    {
        _live = new LiveStore(LiveStore.DefaultHistory, _time);
        _feed = new GridFeed(_live, new SourceStates(_time), _time, Rules);
        new Story().PatchSet(1, 1, 0).PatchSet(2, 1, 1).Votes(1, 1, "acme", 2, Outcome.Pass).Votes(2, 1, "acme", 2, Outcome.Pass).Told(_live);
    }

    public void Dispose() => _feed.Dispose();

    [Theory]
    [InlineData(24)]
    [InlineData(36)]
    public void Any_window_is_built_once_and_then_kept_true_row_by_row(int hours)
    {
        var before = Read(hours);
        Assert.Same(before, Read(hours));

        new Story().Votes(2, 1, "acme", 6, Outcome.Fail).Told(_live);
        var after = Read(hours);

        Assert.Equal(CellState.Flaky, after.Rows[0].Cells[0].State);
        Assert.Same(before.Rows[1], after.Rows[1]);
        Assert.True(before.Columns == after.Columns);
    }

    [Fact]
    public void Of_windows_that_nobody_offers_the_last_read_ones_are_kept()
    {
        var offered = Read(24);
        var first = Read(100);
        var second = Read(101);
        for (var i = 2; i < GridSlots.MostOthers; i++) Read(100 + i);
        Assert.Same(first, Read(100));

        Read(99);

        Assert.Same(offered, Read(24));
        Assert.Same(first, Read(100));
        Assert.NotSame(second, Read(101));
        Assert.Equal(1 + GridSlots.MostOthers, _feed.Kept);
    }

    [Fact]
    public void What_nobody_reads_for_a_while_is_let_go_and_built_again_when_somebody_does()
    {
        Read(24);
        Read(36);
        for (var minute = 0; minute < 9; minute++) _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _feed.Kept);
        Read(24);

        _time.Advance(TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, _feed.Kept);
        Assert.Equal(2, Read(36).Rows.Length);
    }

    [Fact]
    public void An_edition_is_another_where_something_else_is_shown_and_the_same_where_only_time_went_on()
    {
        var first = Read(24);
        _time.Advance(TimeSpan.FromMinutes(2));
        var later = Read(24);
        new Story().Votes(2, 1, "acme", 6, Outcome.Fail).Told(_live);
        var voted = Read(24);
        _time.Advance(TimeSpan.FromHours(23)); // the first patch set leaves the window
        var left = Read(24);

        Assert.NotSame(first, later);
        Assert.True(later.To > first.To);
        Assert.Equal(first.Edition, later.Edition);
        Assert.Equal(3, new[] { first.Edition, voted.Edition, left.Edition }.Distinct().Count());
        Assert.NotEqual(first.Edition, Read(48).Edition);
    }

    [Fact]
    public void A_reader_that_was_overtaken_does_not_put_an_older_grid_in_place_of_a_newer()
    {
        Read(24);
        _time.Meanwhile = () =>
        {
            new Story().Votes(2, 1, "acme", 6, Outcome.Fail).Told(_live);
            Read(24);
        };

        var slow = Read(24);

        Assert.Equal(_live.Find(new ProjectKey(Server, Project))!.Version, slow.Version);
    }

    private GridSnapshot Read(int hours)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1)); // no two readings at once, so that one is the last
        return _feed.Current(Server, Project, new GridWindow(TimeSpan.FromHours(hours)))!;
    }

    /// <summary>A clock at which something happens once, just when it is looked at.</summary>
    private sealed class Clock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public Action? Meanwhile { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            var meanwhile = Meanwhile;
            Meanwhile = null;
            meanwhile?.Invoke();
            return base.GetUtcNow();
        }
    }
}
