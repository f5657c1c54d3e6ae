using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CiWatch.App.Api;

/// <summary>All addresses that machines read.</summary>
internal static class ApiEndpoints
{
    public static void MapCiWatchApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapGet("/status", StatusEndpoint.Get);
        api.MapGet("/changes/{number:long}", ChangeEndpoint.Get);
        api.MapGet("/grid", GridEndpoint.Get);
        app.MapGet("/project", OriginalAddress.Get);
        app.MapGet("/change/{server}/{number:long}", ChangeRedirect.Get);
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") });
    }
}
