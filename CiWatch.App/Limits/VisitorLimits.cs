using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using CiWatch.App.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Limits;

/// <summary>
/// What one address may take: API requests by the minute; pages and hub connections by how many are open, since the request of a WebSocket
/// lasts as long as the connection.
/// </summary>
internal static class VisitorLimits
{
    /// <summary>How long a client is asked to wait where only a connection that ends makes room.</summary>
    private static readonly TimeSpan ConnectionWait = TimeSpan.FromSeconds(30);

    public static void AddVisitorLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddSingleton<LimitLog>();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, limits) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (Limited, string)>(http => Partition(http, limits.Value));
            limiter.OnRejected = (rejected, cancel) => RefuseAsync(rejected, limits.Value, cancel);
        });
        services.AddRateLimiter(_ => { });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<LimitOptions>>((headers, limits) => Trust(headers, limits.Value.KnownProxies));
    }

    /// <summary>Finds out who asks, then counts.</summary>
    public static void UseVisitorLimits(this WebApplication app)
    {
        // Without known proxies the headers are not looked at: anybody could write them.
        if (app.Services.GetRequiredService<IOptions<LimitOptions>>().Value.KnownProxies.Count > 0) app.UseForwardedHeaders();
        app.UseRateLimiter();
    }

    private static void Trust(ForwardedHeadersOptions headers, IList<string> proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = null; // each hop has to be known, so any number of them may be
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) headers.KnownProxies.Add(address);
            else headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }

    private static RateLimitPartition<(Limited, string)> Partition(HttpContext http, LimitOptions limits)
    {
        var kind = LimitedPaths.Of(http.Request.Path);
        if (kind == Limited.Nothing) return RateLimitPartition.GetNoLimiter((kind, ""));
        var key = (kind, Visitor.Of(http.Connection.RemoteIpAddress));
        return kind == Limited.Api
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(limits.ApiPerMinute))
            : RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = Most(kind, limits), QueueLimit = 0 });
    }

    /// <summary>So many a minute, to the dot: as many at once as are whole in about a second, never at less than half of one.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        var tokens = Math.Max(1, perMinute / 60);
        return new() { TokenLimit = perMinute, TokensPerPeriod = tokens, ReplenishmentPeriod = TimeSpan.FromMinutes(1) * tokens / perMinute, QueueLimit = 0 };
    }

    private static int Most(Limited kind, LimitOptions limits) => kind switch
    {
        Limited.Api => limits.ApiPerMinute,
        Limited.Circuit => limits.CircuitsPerAddress,
        Limited.Hub => limits.HubConnectionsPerAddress,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, LimitOptions limits, CancellationToken cancel)
    {
        var http = rejected.HttpContext;
        var kind = LimitedPaths.Of(http.Request.Path);
        http.RequestServices.GetRequiredService<LimitLog>().Hit(kind, Visitor.Of(http.Connection.RemoteIpAddress), Most(kind, limits));
        var wait = kind != Limited.Api ? ConnectionWait
            : rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.FromSeconds(1) ? after : TimeSpan.FromSeconds(1);
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(Advice(kind, limits), statusCode: StatusCodes.Status429TooManyRequests, title: "Too many from one address").ExecuteAsync(http);
    }

    private static string Advice(Limited kind, LimitOptions limits) => kind switch
    {
        Limited.Api => $"Your address may make {Count(limits.ApiPerMinute, "request", "requests")} a minute. Wait as long as Retry-After says, send If-None-Match with the ETag you have, or follow /hubs/votes instead of asking again and again.",
        Limited.Circuit => $"Your address may hold {Count(limits.CircuitsPerAddress, "page", "pages")} open at once. Close some tabs, then load this one again.",
        _ => $"Your address may hold {Count(limits.HubConnectionsPerAddress, "connection", "connections")} to this hub at once. Close some: one connection takes many subscriptions.",
    };

    private static string Count(int n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");
}
