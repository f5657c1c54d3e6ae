using CiWatch.App.Addresses;
using CiWatch.App.Configuration;
using CiWatch.App.Feeds;
using CiWatch.App.Hubs;
using CiWatch.App.Limits;
using CiWatch.App.Security;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Api;

/// <summary>All addresses that machines read.</summary>
internal static class ApiEndpoints
{
    /// <summary>How long a feed of failures is kept: making it looks at all reports in memory.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    public static void MapCiWatchApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").WithTags("api").LimitedBy(Limited.Api);
        api.MapGet("/status", StatusEndpoint.Get).WithSummary("State of the service and of each server").ProducesProblem(StatusCodes.Status429TooManyRequests);
        Described(api.MapGet("/projects", ProjectsEndpoint.Get).AddEndpointFilter<TagFilter>(), "Projects, the one with the newest activity first", mayBeUnseen: false);
        Described(api.MapGet("/changes/{number:long}", ChangeEndpoint.Get).AddEndpointFilter<TagFilter>(), "A change with the reports on its patch sets");
        Described(api.MapGet("/changes/{number:long}/reports", ReportsEndpoint.Get).AddEndpointFilter<TagFilter>(), "All reports of one CI on a change, page by page");
        Described(api.MapGet("/grid", GridEndpoint.Get), "A project's grid: patch sets by CIs");
        Described(api.MapGet("/grid.csv", FeedEndpoints.Csv).Produces<string>(StatusCodes.Status200OK, "text/csv"));

        var feeds = app.MapGroup("").WithTags("feeds").LimitedBy(Limited.Api);
        Described(
            feeds.MapGet("/badge/{ci}", FeedEndpoints.Badge).Produces<string>(StatusCodes.Status200OK, "image/svg+xml")
                .Produces<string>(StatusCodes.Status404NotFound, "image/svg+xml").WithMetadata(new ShownElsewhere()),
            mayBeUnseen: false);
        Described(
            feeds.MapGet("/feeds/failures.atom", FeedEndpoints.Atom).Produces<string>(StatusCodes.Status200OK, "application/atom+xml")
                .CacheOutput(c => c.Expire(Kept).SetVaryByQuery("project", "ci", "server")));
        Described(feeds.MapGet("/cctray.xml", FeedEndpoints.Tray).Produces<string>(StatusCodes.Status200OK, "application/xml"));

        app.MapOpenApi("/openapi/{documentName}.json").CacheOutput(c => c.Expire(TimeSpan.FromHours(1)).SetVaryByQuery([])).LimitedBy(Limited.Api);
        app.MapPrometheusScrapingEndpoint("/metrics").LimitedBy(Limited.Api);
        var limits = app.Services.GetRequiredService<IOptions<LimitOptions>>().Value;
        app.MapHub<VotesHub>(VotesHub.Address, o => o.TransportSendTimeout = limits.HubSendTimeout).LimitedBy(Limited.Hub)
            .RequireCors(o => o.WithOrigins([.. limits.AllowedOrigins.Select(o => new Uri(o).GetLeftPart(UriPartial.Authority))]).AllowAnyHeader().AllowCredentials());
        app.MapGet("/change/{server}/{number:long}", ChangeRedirect.Get).ExcludeFromDescription().LimitedBy(Limited.Document);
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).LimitedBy(Limited.Nothing);
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") }).LimitedBy(Limited.Nothing);
    }

    private static void Described(RouteHandlerBuilder endpoint, string? summary = null, bool mayBeUnseen = true)
    {
        if (summary is not null) endpoint.WithSummary(summary); // else the handler's own comment says it
        endpoint.Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        if (mayBeUnseen) endpoint.ProducesProblem(StatusCodes.Status404NotFound);
    }
}
