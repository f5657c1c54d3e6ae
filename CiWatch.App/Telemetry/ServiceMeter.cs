using System.Diagnostics.Metrics;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using OpenTelemetry.Metrics;

namespace CiWatch.App.Telemetry;

/// <summary>What the service tells of itself, for Prometheus at /metrics. Tags are servers' names alone: nothing from outside makes a series.</summary>
internal sealed class ServiceMeter : IDisposable
{
    public const string Name = "CiWatch";

    private readonly IDisposable _following;

    public ServiceMeter(IMeterFactory meters, SourceStates sources, LineQueue queue, LiveStore live, TimeProvider time)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableCounter("ciwatch.events", () => Each(sources, s => s.Events), description: "Events stored since the database was made");
        meter.CreateObservableCounter("ciwatch.reports", () => Each(sources, s => s.Reports), description: "Reports of CIs stored since the database was made");
        meter.CreateObservableCounter("ciwatch.malformed", () => Each(sources, s => s.Malformed), description: "Lines that could not be read");
        meter.CreateObservableCounter("ciwatch.dropped", () => Each(sources, s => s.Dropped), description: "Events lost on the way, to be fetched again");
        meter.CreateObservableGauge("ciwatch.server.live", () => Each(sources, s => s.State == ConnectionState.Live ? 1 : 0), description: "1 while the server's stream is heard and its history is fetched");
        meter.CreateObservableGauge("ciwatch.newest_event.age", () => Ages(sources, time), "s", "Age of the newest event");
        meter.CreateObservableGauge("ciwatch.queue.lines", () => queue.Lines, description: "Lines in memory that are not stored");
        meter.CreateObservableGauge("ciwatch.queue.memory", () => queue.Waiting.Memory, "By", "Bytes of lines in memory, as Ingest:QueueBytes counts them");
        meter.CreateObservableGauge("ciwatch.queue.disk", () => queue.Waiting.Disk, "By", "Bytes of lines on the disk, as Ingest:SpoolBytes counts them");
        meter.CreateObservableGauge("ciwatch.projects", () => live.Boards.Count(), description: "Projects in memory");
        var lag = meter.CreateHistogram<double>("ciwatch.commit.lag", "s", "From a line's last byte to its being stored and shown");
        _following = live.Follow(batch =>
        {
            var now = time.GetUtcNow();
            foreach (var line in batch)
            {
                if (line.Line.Line.Source == LineSource.Stream) lag.Record(Math.Max(0, (now - line.Line.Line.ReceivedAt).TotalSeconds));
            }
        });
    }

    public void Dispose() => _following.Dispose();

    private static IEnumerable<Measurement<long>> Each(SourceStates sources, Func<SourceState, long> number) =>
        sources.All.Select(s => new Measurement<long>(number(s), new KeyValuePair<string, object?>("server", s.Name)));

    private static IEnumerable<Measurement<double>> Ages(SourceStates sources, TimeProvider time) =>
        from s in sources.All
        where s.LastEventAt is not null
        select new Measurement<double>((time.GetUtcNow() - s.LastEventAt!.Value).TotalSeconds, new KeyValuePair<string, object?>("server", s.Name));
}

/// <summary>How the meters are read.</summary>
internal static class Telemetry
{
    /// <summary>Ours, and those that ASP.NET has of requests, circuits, rendering, the hub's connections and refusals.</summary>
    public static void AddServiceMetrics(this IServiceCollection services)
    {
        services.AddSingleton<ServiceMeter>();
        services.AddOpenTelemetry().WithMetrics(m => m
            .AddMeter(
                ServiceMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Lifecycle",
                "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting", "System.Runtime")
            .AddPrometheusExporter());
    }
}
