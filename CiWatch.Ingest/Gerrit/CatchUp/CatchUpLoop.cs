using System.Data.Common;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.EventsLog;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace CiWatch.Ingest.Gerrit.CatchUp;

/// <summary>
/// Looks at a server's history while its stream is open: at once, whenever the bell is rung, and at intervals, since a stream leaves
/// things out without a word.
/// </summary>
internal sealed partial class CatchUpLoop(
    string server,
    GerritOptions options,
    ChangeSources sources,
    IPositions positions,
    LineQueue lines,
    SourceStates states,
    CatchUpBell bell,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>While a pass took several pages, changes moved: another pass follows at once, but not for ever on a very busy server.</summary>
    private const int PassesAtOnce = 3;

    private const string Slow = "New votes arrive; the server has not yet answered the first question for its history.";

    private bool IsWithoutAnswer => states.All.FirstOrDefault(s => s.Name == server) is { State: ConnectionState.CatchingUp, CatchUp: null or { Reached: null } };

    /// <summary>Runs until cancelled. Trouble becomes the reason beside the server's state, and another try.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        states.Set(server, ConnectionState.CatchingUp);
        var retry = Retry();
        while (true)
        {
            var look = retry.ExecuteAsync(async token => await LookAsync(token), cancel).AsTask();
            using (var answered = CancellationTokenSource.CreateLinkedTokenSource(cancel))
            {
                // A server that is slow to tell its history is live all the same: nobody should wait for it to see new votes.
                var slow = Task.Delay(options.ConnectTimeout, time, answered.Token);
                if (await Task.WhenAny(look, slow) == slow && IsWithoutAnswer) states.Set(server, ConnectionState.Live, Slow);
                await answered.CancelAsync();
            }

            await look;
            states.Set(server, ConnectionState.Live);
            await bell.HeardAsync(server, options.CatchUp.Interval, time, cancel);
            // However often it is rung, the server gets its rest.
            await Task.Delay(options.CatchUp.Pause, time, cancel);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        for (var passes = 1; passes <= PassesAtOnce; passes++)
        {
            var began = time.GetTimestamp();
            if (sources.EventsLog is not null && passes == 1) await ReplayAsync(sources.EventsLog, cancel);
            var pages = await PassAsync(cancel);
            Log.Done(logger, server, pages, time.GetElapsedTime(began));
            if (pages == 1) return;
        }
    }

    /// <summary>What the plugin can't give, the history does: but for what only events tell, such as deleted changes.</summary>
    private async Task ReplayAsync(EventsLogSource log, CancellationToken cancel)
    {
        ReplayRun run = new();
        try
        {
            await foreach (var line in log.LinesAsync(From(), cancel))
                await lines.WriteAsync(new RawLine(server, line, time.GetUtcNow()) { Source = LineSource.Replay, Run = run }, cancel);
        }
        catch (CatchUpException e)
        {
            Log.Next(logger, server, "events-log", e.Message);
        }
    }

    private DateTimeOffset From() =>
        CatchUpPass.From(positions.Of(server), CatchUpPass.Floor(server, states, options.CatchUp, time), options.CatchUp, time);

    private async Task<int> PassAsync(CancellationToken cancel)
    {
        foreach (var source in sources.Histories)
        {
            try
            {
                return await new CatchUpPass(server, options.CatchUp, source, positions, lines, states, time, logger).RunAsync(cancel);
            }
            catch (CatchUpException e) when (source != sources.Histories[^1])
            {
                Log.Next(logger, server, source.Name, e.Message);
            }
        }

        return 1;
    }

    private ResiliencePipeline Retry() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<CatchUpException>().Handle<DbException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.ReconnectMinDelay,
            MaxDelay = options.CatchUp.Interval,
            OnRetry = retry =>
            {
                // The stream is live all the same; what it does not tell is what is missing.
                var why = $"New votes arrive, but history can't be fetched: {Reason(retry.Outcome.Exception)}";
                states.Set(server, ConnectionState.Live, why, time.GetUtcNow() + retry.RetryDelay);
                Log.Failed(logger, server, retry.RetryDelay, why);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>The database's own failures are told where it is used, and are none of the server's.</summary>
    private static string Reason(Exception? failure) =>
        failure is DbException ? "CI Watch can't read in its database how far it is fetched." : failure?.Message ?? "";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Server}: history fetched, {Pages} pages in {Took}")]
        public static partial void Done(ILogger logger, string server, int pages, TimeSpan took);

        [LoggerMessage(2, LogLevel.Warning, "{Server}: {Source} can't be used, the next source is asked: {Reason}")]
        public static partial void Next(ILogger logger, string server, string source, string reason);

        [LoggerMessage(3, LogLevel.Warning, "{Server}: {Reason} Next try in {Delay}.")]
        public static partial void Failed(ILogger logger, string server, TimeSpan delay, string reason);
    }
}
