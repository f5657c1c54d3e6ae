using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Live;

public sealed class LiveStoreTests
{
    private const double Day = 24 * 60;
    private static readonly ProjectKey Quiet = new("gerrit", "acme/quiet");
    private static readonly ProjectKey Busy = new("gerrit", "acme/busy");

    private readonly FakeTimeProvider _time = new(Story.T0);
    private readonly LiveStore _live;
    private readonly List<ProjectKey> _heard = [];

    public LiveStoreTests() => _live = new LiveStore(TimeSpan.FromDays(2), _time);

    [Fact]
    public void A_subscriber_that_throws_stops_neither_the_others_nor_the_batch()
    {
        using var bad = _live.Subscribe(_ => throw new InvalidOperationException("no"));
        using var good = _live.Subscribe(_heard.Add);
        using var worse = _live.Subscribe(_ => throw new ObjectDisposedException("gone"));

        Of(Busy).PatchSet(1, 1, 0).Told(_live);
        Of(Busy).Votes(1, 1, "acme", 1, Outcome.Pass).Told(_live);

        Assert.Equal([Busy, Busy], _heard);
        Assert.Single(_live.Find(Busy)!.Rows[0].Cis);
    }

    [Fact]
    public void A_project_without_a_patch_set_left_goes_and_who_listens_is_told_once()
    {
        Of(Quiet).PatchSet(1, 1, 0).Told(_live);
        Of(Busy).PatchSet(2, 1, 0).Told(_live);
        using var listening = _live.Subscribe(_heard.Add);

        _time.Advance(TimeSpan.FromDays(3));
        Of(Busy).PatchSet(3, 1, 3 * Day).Told(_live);

        Assert.Null(_live.Find(Quiet));
        Assert.Equal([3L], Assert.Single(_live.Boards).Rows.Select(r => r.Change));
        Assert.Equal([Quiet, Busy], _heard.OrderByDescending(k => k.Project));

        _time.Advance(TimeSpan.FromHours(1));
        Of(new ProjectKey("gerrit", "acme/third")).PatchSet(4, 1, 3 * Day).Told(_live);

        Assert.Equal(3, _heard.Count);
    }

    [Fact]
    public void A_project_that_was_forgotten_comes_again_with_its_next_event()
    {
        Of(Quiet).PatchSet(1, 1, 0).Told(_live);
        _time.Advance(TimeSpan.FromDays(3));
        Of(Busy).PatchSet(2, 1, 3 * Day).Told(_live);

        Of(Quiet).PatchSet(1, 2, 3 * Day).Votes(1, 2, "acme", 3 * Day, Outcome.Pass).Told(_live);

        var row = Assert.Single(_live.Find(Quiet)!.Rows);
        Assert.Equal((2, "acme"), (row.PatchSet, row.Cis[0].Ci));
    }

    [Fact]
    public void What_is_young_enough_stays_as_it_is()
    {
        Of(Quiet).PatchSet(1, 1, 0).Told(_live);
        var board = _live.Find(Quiet);
        _time.Advance(TimeSpan.FromDays(1));

        Of(Busy).PatchSet(2, 1, Day).Told(_live);

        Assert.Same(board, _live.Find(Quiet));
    }

    [Fact]
    public void A_reading_that_fails_midway_leaves_the_boards_as_they_were()
    {
        for (var change = 1; change <= 5; change++) Of(Busy).PatchSet(change, 1, change).Told(_live);
        var board = _live.Find(Busy)!;
        using var listening = _live.Subscribe(_heard.Add);

        Assert.Throws<IOException>(() => _live.Load([], Broken()));

        Assert.Same(board, _live.Find(Busy));
        Assert.Empty(_heard);
        Of(Busy).PatchSet(6, 1, 6).Told(_live);
        Assert.Equal([6L, 5, 4, 3, 2, 1], _live.Find(Busy)!.Rows.Select(r => r.Change));

        IEnumerable<(ProjectKey, BoardRow)> Broken()
        {
            yield return (Busy, board.Rows[0]);
            throw new IOException("The disk fails");
        }
    }

    private static Story Of(ProjectKey key) => new(key.Server, key.Project);
}
