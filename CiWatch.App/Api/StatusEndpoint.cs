using CiWatch.App.Language;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;

namespace CiWatch.App.Api;

/// <summary>The service and each server that it watches.</summary>
/// <param name="Trouble">Why what arrives can't be stored just now; null while all is well.</param>
internal sealed record StatusAnswer(string Version, DateTimeOffset StartedAt, string? Trouble, IReadOnlyList<ServerAnswer> Servers);

/// <summary>One server. Counts are since the database was made; times are UTC.</summary>
/// <param name="CatchUp">How far history has been fetched; null while none is.</param>
/// <param name="CompleteUntil">Of what came after this moment something may be missing; null while all is known.</param>
internal sealed record ServerAnswer(
    string Name,
    string State,
    DateTimeOffset Since,
    string? Reason,
    DateTimeOffset? LastEventAt,
    long Events,
    long Reports,
    long Malformed,
    long Dropped,
    CatchUpAnswer? CatchUp,
    DateTimeOffset? CompleteUntil);

/// <summary>A catch-up on its way.</summary>
/// <param name="Source">Where from: "query", "REST", "events-log".</param>
/// <param name="From">Back to here, by the server's clock.</param>
/// <param name="Reached">All between here and the newest change is fetched; null before the first page.</param>
/// <param name="Changes">Changes fetched so far.</param>
internal sealed record CatchUpAnswer(string Source, DateTimeOffset From, DateTimeOffset? Reached, int Changes);

/// <summary>GET /api/v1/status.</summary>
internal static class StatusEndpoint
{
    public static StatusAnswer Get(SourceStates sources, PipelineState pipeline, ServiceFacts facts) => new(
        facts.Version,
        facts.StartedAt,
        pipeline.Trouble,
        [
            .. sources.All.Select(s => new ServerAnswer(
                s.Name, s.State.Word(), s.Since, s.Reason, s.LastEventAt, s.Events, s.Reports, s.Malformed, s.Dropped,
                s.CatchUp is { } c ? new CatchUpAnswer(c.Source, c.From, c.Reached, c.Changes) : null, s.CompleteUntil)),
        ]);
}

/// <summary>What this process is.</summary>
internal sealed record ServiceFacts(string Version, DateTimeOffset StartedAt);
