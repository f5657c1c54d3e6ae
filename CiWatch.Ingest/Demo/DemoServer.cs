using System.Globalization;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Demo;

/// <summary>
/// A server that exists only here. Its lines enter where those of a real one do, so that all behind that seam is the real thing:
/// history as fast as the pipeline takes it, then what happens as it happens.
/// </summary>
internal sealed class DemoServer(LineQueue queue, SourceStates states, IOptions<DemoOptions> options, TimeProvider time) : BackgroundService
{
    /// <summary>The server's name.</summary>
    public const string Name = "demo";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var clock = new DemoClock(DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()), options.Value.Pace);
        var history = TimeSpan.FromDays(options.Value.HistoryDays);
        var progress = new Progress(states, clock.Start, history);
        try
        {
            foreach (var line in DemoStory.Tell(options.Value.Seed, clock, history))
            {
                if (progress.Reach(line.At)) await queue.WriteAsync(Complete(clock.Start, history), stoppingToken);
                await WaitUntil(line.At, stoppingToken);
                await queue.WriteAsync(new RawLine(Name, line.Bytes, time.GetUtcNow()), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>What ends a real server's catch-up: all up to its start is told.</summary>
    private RawLine Complete(DateTimeOffset start, TimeSpan history) =>
        new(Name, default, time.GetUtcNow()) { Source = LineSource.Query, Step = new(Gap.Since(start - history), null, start) };

    private async ValueTask WaitUntil(DateTimeOffset at, CancellationToken cancel)
    {
        if (at - time.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, time, cancel);
    }

    /// <summary>Tells how far history is, in steps that are worth a word.</summary>
    private sealed class Progress(SourceStates states, DateTimeOffset start, TimeSpan history)
    {
        private const int Step = 10;
        private int _told = -1;

        /// <summary>Says true once: when all of history is told.</summary>
        public bool Reach(DateTimeOffset at)
        {
            var percent = at >= start ? 100 : Math.Max(0, (int)((at - (start - history)) / history * 100));
            if (percent / Step == _told) return false;
            _told = percent / Step;
            if (percent == 100) states.Set(Name, ConnectionState.Live);
            else states.Set(Name, ConnectionState.CatchingUp, string.Create(CultureInfo.InvariantCulture, $"Reading invented history: {percent} % of {history.Days} days."));
            return percent == 100;
        }
    }
}
