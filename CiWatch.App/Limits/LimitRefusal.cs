using System.Globalization;
using System.Threading.RateLimiting;
using CiWatch.App.Configuration;
using CiWatch.App.Errors;
using Microsoft.AspNetCore.RateLimiting;

namespace CiWatch.App.Limits;

/// <summary>What one who takes too much is answered: 429, how long to wait, and what to do.</summary>
internal static class LimitRefusal
{
    /// <summary>How long a client is asked to wait where only a connection that ends makes room.</summary>
    private static readonly TimeSpan ConnectionWait = TimeSpan.FromSeconds(30);

    public static async ValueTask WriteAsync(OnRejectedContext rejected, LimitOptions limits)
    {
        var http = rejected.HttpContext;
        var isByMinute = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after);
        var limit = isByMinute ? LimitedEndpoints.OfRequests(http) : LimitedEndpoints.OfConnections(http);
        http.RequestServices.GetRequiredService<LimitLog>().Hit(limit, Visitor.Of(http.Connection.RemoteIpAddress), Most(limit, limits));
        var wait = Math.Ceiling(Math.Max(1, (isByMinute ? after : ConnectionWait).TotalSeconds));
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await ErrorAnswer.WriteAsync(http, StatusCodes.Status429TooManyRequests, Advice(limit, limits, wait));
    }

    /// <summary>The limit's setting.</summary>
    public static int Most(Limited limit, LimitOptions limits) => limit switch
    {
        Limited.Api => limits.ApiPerMinute,
        Limited.Document => limits.DocumentsPerMinute,
        Limited.Circuit => limits.CircuitsPerAddress,
        Limited.Hub => limits.HubConnectionsPerAddress,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };

    private static string Advice(Limited limit, LimitOptions limits, double wait) => limit switch
    {
        Limited.Api => $"Your address may make {Count(limits.ApiPerMinute, "request", "requests")} a minute. Wait as long as Retry-After says, send If-None-Match with the ETag you have, or follow /hubs/votes instead of asking again and again.",
        Limited.Document => $"Your address may load {Count(limits.DocumentsPerMinute, "page", "pages")} a minute. Wait {wait:0} s, then load this page again: an open page shows what is new by itself.",
        Limited.Circuit => $"Your address may hold {Count(limits.CircuitsPerAddress, "page", "pages")} open at once. Close some tabs, then load this one again.",
        _ => $"Your address may hold {Count(limits.HubConnectionsPerAddress, "connection", "connections")} to this hub at once. Close some: one connection takes many subscriptions.",
    };

    private static string Count(int n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");
}
