using CiWatch.App.Api;
using CiWatch.App.Hubs;

namespace CiWatch.Tests.App.Hubs;

public sealed class VoteQueueTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_fits_comes_in_order_and_nothing_is_missed()
    {
        var queue = new VoteQueue(3, long.MaxValue);
        for (var i = 1; i <= 3; i++) queue.Add(Vote(i));

        for (var i = 1; i <= 3; i++) Assert.Equal((0, i), await TakeAsync(queue));
    }

    [Fact]
    public async Task The_oldest_go_first_and_are_counted_once()
    {
        var queue = new VoteQueue(2, long.MaxValue);
        for (var i = 1; i <= 5; i++) queue.Add(Vote(i));

        Assert.Equal((3, 4), await TakeAsync(queue));
        Assert.Equal((0, 5), await TakeAsync(queue));
    }

    [Fact]
    public async Task Bytes_count_too_and_one_that_is_larger_than_all_room_waits_alone()
    {
        var queue = new VoteQueue(100, 10_000);
        queue.Add(Vote(1));
        queue.Add(Vote(2, textLength: 50_000));

        Assert.Equal((1, 2), await TakeAsync(queue));
        queue.Add(Vote(3));
        Assert.Equal((0, 3), await TakeAsync(queue)); // the room is free again
    }

    [Fact]
    public async Task What_was_lost_before_is_told_without_a_report()
    {
        var queue = new VoteQueue(2, long.MaxValue);
        var waiting = queue.TakeAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        queue.AddMissed(7);

        Assert.Equal((7, null), await waiting.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Waiting_ends_with_the_connection()
    {
        using var closed = new CancellationTokenSource();
        var waiting = new VoteQueue(2, long.MaxValue).TakeAsync(closed.Token);

        await closed.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<(long, long?)> TakeAsync(VoteQueue queue)
    {
        var (missed, vote) = await queue.TakeAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        return (missed, vote?.Change);
    }

    private static VoteAnswer Vote(long change, int textLength = 10) => new(
        "s", "p", "master", change, 1, "subject", null, new ReportAnswer("ci", "ci", null, "result", "pass", 1, At, false, new string('x', textLength), []));
}
