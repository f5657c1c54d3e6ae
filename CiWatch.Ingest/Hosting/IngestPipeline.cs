using System.Threading.Channels;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace CiWatch.Ingest.Hosting;

/// <summary>
/// Raw lines in, committed reports out. One task reads lines as reports, one writes them and tells the boards, so that both
/// cores work under load. Batches make themselves: whatever came while the last one was written is the next one, so a lone
/// vote never waits and a flood is committed a thousand lines at a time.
/// </summary>
internal sealed partial class IngestPipeline(
    LineQueue queue,
    Deriver deriver,
    Database database,
    BatchWriter writer,
    HistoryLoader history,
    LiveStore live,
    SourceStates sources,
    PipelineState state,
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<IngestPipeline> log) : BackgroundService
{
    private readonly CancellationTokenSource _abandon = new();
    private readonly ResiliencePipeline _untilStored = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(15),
            OnRetry = retry =>
            {
                state.Trouble = $"Votes are read but can't be stored: {database.Explain(retry.Outcome.Exception)}";
                Log.CannotStore(log, retry.AttemptNumber + 1, retry.RetryDelay, retry.Outcome.Exception);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>Makes the database ready and reads history before anything listens: no page ever shows half of it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() =>
        {
            database.Prepare();
            database.Guard(history.Load);
        }, cancellationToken);
        state.Loaded = true;
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Sources have stopped by now: stores what still waits, then ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        await using var giveUp = cancellationToken.Register(_abandon.Cancel);
        if (ExecuteTask is { } running) await Task.WhenAny(running, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abandon.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not the stopping token: on a stop the queue is completed, and what it holds is stored first.
        var batches = Channel.CreateBounded<List<DerivedLine>>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        return Task.WhenAll(DeriveAsync(batches.Writer, _abandon.Token), StoreAsync(batches.Reader, _abandon.Token));
    }

    private async Task DeriveAsync(ChannelWriter<List<DerivedLine>> batches, CancellationToken cancel)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancel))
            {
                List<DerivedLine> batch = [];
                while (batch.Count < options.Value.BatchLines && queue.Reader.TryRead(out var line)) batch.Add(deriver.Derive(line));
                await batches.WriteAsync(batch, cancel);
            }
        }
        finally
        {
            batches.Complete();
        }
    }

    private async Task StoreAsync(ChannelReader<List<DerivedLine>> batches, CancellationToken cancel)
    {
        await foreach (var batch in batches.ReadAllAsync(cancel))
        {
            var watched = batch.FindAll(deriver.Watched);
            var committed = await StoredAsync(() => writer.Write(watched), cancel);
            foreach (var (server, lines) in queue.TakeDropped())
            {
                await StoredAsync(() =>
                {
                    writer.CountDropped(server, lines);
                    return lines;
                }, cancel);
            }

            queue.Done(batch.Count); // all that was read, watched or not
            state.Trouble = null;
            live.Apply(committed);
            Count(watched);
        }
    }

    private ValueTask<T> StoredAsync<T>(Func<T> store, CancellationToken cancel) =>
        _untilStored.ExecuteAsync(_ => ValueTask.FromResult(store()), cancel);

    private void Count(List<DerivedLine> batch)
    {
        foreach (var server in batch.GroupBy(l => l.Line.Server))
        {
            sources.Count(
                server.Key,
                events: server.Count(l => l.Event is not null),
                reports: server.Count(l => l.Report is not null),
                malformed: server.Count(l => l.Event is null),
                dropped: server.Count(l => l.Event?.Type == "dropped-output"),
                lastEventAt: server.Max(l => l.Event?.At));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The database refused a batch (try {Attempt}); it is kept and tried again in {Delay}. Look at the disk and at Database:ConnectionString.")]
        public static partial void CannotStore(ILogger log, int attempt, TimeSpan delay, Exception? why);
    }
}
