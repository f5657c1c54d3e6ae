using CiWatch.Ingest.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CiWatch.App.Api;

/// <summary>Ready: history is in memory, and what arrives can be stored.</summary>
internal sealed class PipelineCheck(PipelineState pipeline) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(pipeline switch
        {
            { Loaded: false } => HealthCheckResult.Unhealthy("History is being read."),
            { Trouble: { } trouble } => HealthCheckResult.Unhealthy(trouble),
            _ => HealthCheckResult.Healthy(),
        });
}
