using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.Ssh;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

public sealed class ReconnectLoopTests
{
    private static readonly GerritOptions Options = new();
    private static readonly ConnectionOutcome Bad = new(Slow: false, Good: false);
    private static readonly ConnectionOutcome Good = new(Slow: false, Good: true);
    private static readonly ConnectionOutcome Operator = new(Slow: true, Good: false);

    [Fact]
    public async Task Delays_grow_to_the_longest_and_are_never_beyond_it()
    {
        var delays = await DelaysAsync(Enumerable.Repeat(Bad, 40));

        Assert.All(delays, d => Assert.InRange(d, TimeSpan.Zero, Options.ReconnectMaxDelay));
        Assert.InRange(delays[0], TimeSpan.Zero, TimeSpan.FromSeconds(3));
        // Scattered, but in the long run as slow as may be.
        Assert.InRange(delays.Skip(10).Average(d => d.TotalSeconds), 50, 60);
    }

    [Fact]
    public async Task A_thousand_failures_are_still_waited_for()
    {
        var delays = await DelaysAsync(Enumerable.Repeat(Bad, 1500));

        Assert.All(delays.Skip(20), d => Assert.InRange(d, TimeSpan.FromSeconds(30), Options.ReconnectMaxDelay));
    }

    [Fact]
    public async Task What_the_operator_must_mend_is_tried_at_the_slow_pace() =>
        Assert.All(await DelaysAsync(Enumerable.Repeat(Operator, 5)), d => Assert.Equal(Options.FailedRetryDelay, d));

    [Fact]
    public async Task After_a_good_connection_the_delays_begin_anew_and_there_is_still_one()
    {
        var delays = await DelaysAsync([.. Enumerable.Repeat(Bad, 15), Good, Bad, Good, Good]);

        Assert.Equal(19, delays.Count);
        Assert.InRange(delays[14], TimeSpan.FromSeconds(30), Options.ReconnectMaxDelay);
        Assert.All(delays.Skip(15), d => Assert.InRange(d, TimeSpan.Zero, TimeSpan.FromSeconds(8)));
        Assert.Contains(delays.Skip(15), d => d > TimeSpan.Zero);
    }

    [Fact]
    public async Task Stopping_ends_a_wait_at_once()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource waits = new();
        var run = ReconnectLoop.RunAsync(Options, new FakeTimeProvider(), _ => Task.FromResult(Operator), _ => waits.SetResult(), stop.Token);
        await waits.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    /// <summary>The delays after connections that end so, one after the other.</summary>
    private static async Task<List<TimeSpan>> DelaysAsync(IEnumerable<ConnectionOutcome> outcomes)
    {
        FakeTimeProvider time = new();
        using CancellationTokenSource stop = new();
        Queue<ConnectionOutcome> left = new(outcomes);
        List<TimeSpan> delays = [];
        var run = ReconnectLoop.RunAsync(
            Options,
            time,
            cancel =>
            {
                if (left.TryDequeue(out var outcome)) return Task.FromResult(outcome);
                stop.Cancel();
                return Task.FromCanceled<ConnectionOutcome>(cancel);
            },
            delays.Add,
            stop.Token);
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        return delays;
    }
}
