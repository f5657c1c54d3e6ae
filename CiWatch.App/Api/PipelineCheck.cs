using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CiWatch.App.Api;

/// <summary>
/// Ready: history is in memory, no server's first catch-up is on its way, and what arrives can be stored. A server that can't be reached or
/// refuses its history keeps nothing from being ready: pages say since when something may be missing.
/// </summary>
internal sealed class PipelineCheck(PipelineState pipeline, SourceStates sources) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(pipeline switch
        {
            { Loaded: false } => HealthCheckResult.Unhealthy("History is being read."),
            { Trouble: { } trouble } => HealthCheckResult.Unhealthy(trouble),
            _ when sources.All.FirstOrDefault(s => s.IsFirstCatchUp) is { } behind =>
                HealthCheckResult.Unhealthy($"Catching up: the history of {behind.Name} is being fetched."),
            _ => HealthCheckResult.Healthy(),
        });
}
