using CiWatch.Ingest.Configuration;
using Polly;
using Polly.Retry;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>What came of one connection.</summary>
/// <param name="Slow">Whether the next try can wait long, since only the operator can mend it.</param>
/// <param name="Good">Whether it served for a while, so that the delays begin anew.</param>
internal readonly record struct ConnectionOutcome(bool Slow, bool Good);

/// <summary>Connects again and again: after growing, scattered delays, or at a slow pace where the operator is needed.</summary>
internal static class ReconnectLoop
{
    /// <summary>Runs until cancelled.</summary>
    /// <param name="connect">One connection, from try to end; does not throw.</param>
    /// <param name="waiting">Told the delay before each wait.</param>
    public static async Task RunAsync(
        GerritOptions options,
        TimeProvider time,
        Func<CancellationToken, Task<ConnectionOutcome>> connect,
        Action<TimeSpan> waiting,
        CancellationToken cancel)
    {
        var pipeline = Build(options, time, waiting);
        ConnectionOutcome? good = null;
        while (true)
        {
            good = await pipeline.ExecuteAsync(
                async token =>
                {
                    if (good is not { } last) return await connect(token);
                    // The connection that ended the round before counts as the first failure of this one: its delay is the shortest.
                    good = null;
                    return last with { Good = false };
                },
                cancel);
        }
    }

    private static ResiliencePipeline<ConnectionOutcome> Build(GerritOptions options, TimeProvider time, Action<TimeSpan> waiting)
    {
        RetryStrategyOptions<ConnectionOutcome> retry = new()
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome is { Exception: null, Result.Good: false }),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.ReconnectMinDelay,
            MaxDelay = options.ReconnectMaxDelay,
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(args.Outcome.Result.Slow ? options.FailedRetryDelay : null),
            OnRetry = args =>
            {
                waiting(args.RetryDelay);
                return ValueTask.CompletedTask;
            },
        };
        return new ResiliencePipelineBuilder<ConnectionOutcome> { TimeProvider = time }.AddRetry(retry).Build();
    }
}
