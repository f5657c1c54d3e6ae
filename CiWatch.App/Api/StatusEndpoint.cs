using CiWatch.Ingest.Intake;

namespace CiWatch.App.Api;

/// <summary>The service and each server that it watches.</summary>
internal sealed record StatusAnswer(string Version, DateTimeOffset StartedAt, IReadOnlyList<ServerAnswer> Servers);

/// <summary>One server. Counts are since the database was made; times are UTC.</summary>
internal sealed record ServerAnswer(
    string Name,
    string State,
    DateTimeOffset Since,
    string? Reason,
    DateTimeOffset? LastEventAt,
    long Events,
    long Reports,
    long Malformed,
    long Dropped);

/// <summary>GET /api/v1/status.</summary>
internal static class StatusEndpoint
{
    public static StatusAnswer Get(SourceStates sources, ServiceFacts facts) => new(
        facts.Version,
        facts.StartedAt,
        [
            .. sources.All.Select(s => new ServerAnswer(
                s.Name, s.State.Word(), s.Since, s.Reason, s.LastEventAt, s.Events, s.Reports, s.Malformed, s.Dropped)),
        ]);
}

/// <summary>What this process is.</summary>
internal sealed record ServiceFacts(string Version, DateTimeOffset StartedAt);
