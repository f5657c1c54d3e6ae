using System.Threading.RateLimiting;
using CiWatch.App.Configuration;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Limits;

/// <summary>
/// What one address may take: pages and API requests by the minute; open pages and hub connections by how many there are, since the request
/// of a WebSocket lasts as long as the connection.
/// </summary>
internal static class VisitorLimits
{
    public static void AddVisitorLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddSingleton<LimitLog>();
        services.AddSingleton<ConnectionLimit>();
        services.AddOptions<HubOptions>().Configure<ConnectionLimit>((hubs, limit) => hubs.AddFilter(limit)); // of all hubs: a circuit's is the framework's own
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, limits) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, (Limited, string)>(http => Requests(http, limits.Value)),
                PartitionedRateLimiter.Create<HttpContext, (Limited, string)>(http => Connections(http, limits.Value)));
            limiter.OnRejected = (rejected, _) => LimitRefusal.WriteAsync(rejected, limits.Value);
        });
        services.AddRateLimiter(_ => { });
    }

    private static RateLimitPartition<(Limited, string)> Requests(HttpContext http, LimitOptions limits)
    {
        var limit = LimitedEndpoints.OfRequests(http);
        return limit == Limited.Nothing
            ? RateLimitPartition.GetNoLimiter((limit, ""))
            : RateLimitPartition.GetTokenBucketLimiter(Key(limit, http), _ => Bucket(LimitRefusal.Most(limit, limits)));
    }

    private static RateLimitPartition<(Limited, string)> Connections(HttpContext http, LimitOptions limits)
    {
        var limit = LimitedEndpoints.OfConnections(http);
        return limit == Limited.Nothing
            ? RateLimitPartition.GetNoLimiter((limit, ""))
            : RateLimitPartition.GetConcurrencyLimiter(
                Key(limit, http), _ => new ConcurrencyLimiterOptions { PermitLimit = LimitRefusal.Most(limit, limits), QueueLimit = 0 });
    }

    /// <summary>So many a minute, to the dot: as many at once as are whole in about a second, never at less than half of one.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        var tokens = Math.Max(1, perMinute / 60);
        return new() { TokenLimit = perMinute, TokensPerPeriod = tokens, ReplenishmentPeriod = TimeSpan.FromMinutes(1) * tokens / perMinute, QueueLimit = 0 };
    }

    private static (Limited, string) Key(Limited limit, HttpContext http) => (limit, Visitor.Of(http.Connection.RemoteIpAddress));
}
