using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>An event's time nearly always is the report's: only what differs is stored.</summary>
internal static class EventTime
{
    public static DateTimeOffset? Stored(DateTimeOffset? eventAt, DateTimeOffset at) => eventAt == at ? null : eventAt;

    public static DateTimeOffset? Read(DateTimeOffset? stored, DateTimeOffset at, ReportSources sources) =>
        stored ?? (sources.Any(ReportSources.Events) ? at : null);
}
