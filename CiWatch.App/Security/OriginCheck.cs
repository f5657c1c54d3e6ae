using CiWatch.App.Addresses;
using CiWatch.App.Configuration;
using CiWatch.App.Errors;
using CiWatch.App.Limits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Security;

/// <summary>
/// Connects pages of this site alone to the hub and to circuits: a browser lets every site open a WebSocket, and would hand it what its
/// user may read. Programs send no Origin and are let through; so are those requests of our own pages that carry none, while a browser always
/// writes it on another site's WebSocket and POST, and keeps the answer to another site's GET from it.
/// </summary>
internal sealed partial class OriginCheck(
    RequestDelegate next, IOptions<LimitOptions> limits, PublicAddress address, TimeProvider time, ILogger<OriginCheck> log)
{
    private readonly MessageThrottle<bool> _throttle = new(time);

    public Task InvokeAsync(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null || IsAllowed(origin, http.Request)) return next(http);
        if (_throttle.IsDue(true, out var untold)) Log.Refused(log, origin, http.Request.Host.Value, untold);
        return ErrorAnswer.WriteAsync(
            http, StatusCodes.Status403Forbidden,
            "Pages of that origin may not connect here. If it is this service's own, its operator sets PublicUrl to it; another is added to Limits:AllowedOrigins.");
    }

    private bool IsAllowed(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && (IsOwn(uri, request.Host) || Same(uri, address.Set) || limits.Value.AllowedOrigins.Any(o => Same(uri, new Uri(o))));

    // The scheme is not compared: a proxy that ends TLS and is not among the known ones makes it http. The host is what the browser called.
    private static bool IsOwn(Uri origin, HostString host) => Same(origin, new Uri($"{origin.Scheme}://{host.ToUriComponent()}/"));

    private static bool Same(Uri origin, Uri? other) => other is not null
        && Uri.Compare(origin, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A page of origin {Origin} may not connect to {Host}. If it is this service's own page, set PublicUrl to its address; to allow another site, name it in Limits:AllowedOrigins. Further refusals are not logged for a minute; not logged before: {Untold}.")]
        public static partial void Refused(ILogger log, string origin, string? host, long untold);
    }
}
