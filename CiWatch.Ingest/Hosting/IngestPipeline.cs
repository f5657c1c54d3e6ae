using System.Data.Common;
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
    DatabaseCheck check,
    HistoryLoader history,
    Retention retention,
    BoardReload reload,
    LiveStore live,
    SourceStates sources,
    IPositions positions,
    CatchUpBell bell,
    PipelineState state,
    TimeWarnings timeWarnings,
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<IngestPipeline> log) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

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
                var why = retry.Outcome.Exception;
                state.Trouble = $"Votes are read but can't be stored: {Database.ExplainPublicly(why)}";
                Log.CannotStore(log, retry.AttemptNumber + 1, retry.RetryDelay, database.Explain(why), why is DbException ? null : why);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>Makes the database ready and reads history before anything listens: no page ever shows half of it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() =>
        {
            database.Serve(time.GetUtcNow());
            if (queue.FindSpoolFault() is { } fault) throw new StorageException($"Ingest:SpoolFolder: {fault}");
            if (!database.IsTemporary && !File.Exists(database.Path)) Log.MakesNew(log, database.Path);
            database.Prepare();
            database.Guard(() => writer.WasIntrudedUpon()); // from here on
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not the stopping token: on a stop the queue is completed, and what it holds is stored first.
        var batches = Channel.CreateBounded<List<DerivedLine>>(new BoundedChannelOptions(2) { SingleReader = true });
        PeriodicTimer quiet = new(Quiet, time);
        try
        {
            await Task.WhenAll(
                DeriveAsync(batches.Writer, quiet, _abandon.Token),
                StoreAsync(batches.Reader, _abandon.Token),
                TickAsync(batches.Writer, quiet));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The host stops the program, and says why.
            state.Trouble = "A defect of CI Watch stopped the storing of votes; the log says which.";
            throw;
        }
    }

    /// <summary>An empty batch now and then, so that the writer looks around on a quiet server too; until the last line was read.</summary>
    private static async Task TickAsync(ChannelWriter<List<DerivedLine>> batches, PeriodicTimer quiet)
    {
        while (await quiet.WaitForNextTickAsync()) batches.TryWrite([]);
    }

    private async Task DeriveAsync(ChannelWriter<List<DerivedLine>> batches, PeriodicTimer quiet, CancellationToken cancel)
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
            quiet.Dispose(); // no tick any more: else a stop would wait for one that never ends
        }
    }

    private async Task StoreAsync(ChannelReader<List<DerivedLine>> batches, CancellationToken cancel)
    {
        try
        {
            await foreach (var batch in batches.ReadAllAsync(cancel))
            {
                await StoreAsync(batch, cancel);
                if (batch is []) LookAround();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await _abandon.CancelAsync(); // else the other task would wait for this one for ever
            throw;
        }
    }

    /// <summary>What is done in quiet moments, on the one thread that writes. No failure of these steps ends the program: each logs it and tries again.</summary>
    private void LookAround()
    {
        retention.Step(writer);
        reload.Step();
    }

    private async Task StoreAsync(List<DerivedLine> batch, CancellationToken cancel)
    {
        var watched = batch.FindAll(deriver.Watched);
        var committed = await StoredAsync(() => watched is [] ? [] : writer.Write(watched), cancel);
        foreach (var (server, lines) in queue.TakeDropped())
        {
            await StoredAsync(() =>
            {
                writer.CountDropped(server, lines);
                return lines;
            }, cancel);
            sources.SetIncomplete(server);
            bell.Ring(server);
        }

        queue.Done(batch.Count); // all that was read, watched or not
        if (state.EndTrouble()) SayStored();
        live.Apply(committed);
        Count(committed);
        timeWarnings.Check(committed);
        foreach (var server in committed.Where(c => c.Line.Line.Step is { Left: null }).Select(c => c.Line.Line.Server).Distinct()) LookForGaps(server);
    }

    /// <summary>A gap of the server's history was closed: it is complete where that was the last one.</summary>
    private void LookForGaps(string server)
    {
        try
        {
            if (positions.Of(server).Gaps.IsEmpty) sources.SetComplete(server);
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            Log.PositionUnread(log, server, e.Message); // the next pass over the history closes a gap again
        }
    }

    private ValueTask<T> StoredAsync<T>(Func<T> store, CancellationToken cancel) =>
        _untilStored.ExecuteAsync(
            _ =>
            {
                check.Step();
                return ValueTask.FromResult(store());
            },
            cancel);

    /// <summary>What the database lost meanwhile, as where a backup took its place, the servers' history may know.</summary>
    private void SayStored()
    {
        Log.StoresAgain(log);
        foreach (var server in sources.All) bell.Ring(server.Name);
    }

    private void Count(IReadOnlyList<CommittedLine> committed)
    {
        foreach (var server in committed.Where(c => c.IsNew).GroupBy(c => c.Line.Line.Server))
        {
            sources.Count(
                server.Key,
                events: server.Count(c => c.Line.Event is not null),
                reports: server.Sum(c => c.Reports.Count(r => r.IsNew)),
                malformed: server.Count(c => !c.Line.IsReadable),
                dropped: server.Count(IsDrop),
                lastEventAt: server.Max(c => c.Line.Event is null ? null : c.Line.NewestAt));
            if (!server.Any(IsLoss)) continue;
            sources.SetIncomplete(server.Key);
            bell.Ring(server.Key);
        }
    }

    /// <summary>A live line that can't be read may be the rest of two: something is missing then, as where Gerrit says so.</summary>
    private static bool IsLoss(CommittedLine line) => IsDrop(line) || (line.Line is { IsReadable: false, Line.Source: LineSource.Stream });

    private static bool IsDrop(CommittedLine line) => line.Line.Event?.Type == "dropped-output";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The database refused a batch (try {Attempt}); what arrives is kept and tried again in {Delay}: {Why}")]
        public static partial void CannotStore(ILogger log, int attempt, TimeSpan delay, string why, Exception? failure);

        [LoggerMessage(3, LogLevel.Warning, "The database can be used again; what waited is stored.")]
        public static partial void StoresAgain(ILogger log);

        [LoggerMessage(4, LogLevel.Information, "There was no database at {Path}: a new, empty one is made.")]
        public static partial void MakesNew(ILogger log, string path);

        [LoggerMessage(5, LogLevel.Warning, "Whether the history of {Server} is complete can't be read just now: {Why}")]
        public static partial void PositionUnread(ILogger log, string server, string why);
    }
}
