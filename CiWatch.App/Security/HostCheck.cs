using CiWatch.App.Configuration;
using CiWatch.App.Errors;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CiWatch.App.Security;

/// <summary>
/// Answers a request only by a host name that makes sense and is allowed: see <see cref="SiteOptions.AllowedHosts"/>. Stands in the place of the
/// framework's own host filter, which comes before all else and so answers without our headers.
/// </summary>
internal sealed class HostCheck(RequestDelegate next, IOptions<SiteOptions> options)
{
    private readonly Uri? _public = options.Value.Public;
    private readonly List<StringSegment>? _allowed =
        options.Value.AllowedHosts?.Split(';', StringSplitOptions.TrimEntries).Select(h => new StringSegment(h)).ToList();

    public Task InvokeAsync(HttpContext http)
    {
        var host = http.Request.Host;
        if (!host.HasValue && _public is not null) http.Request.Host = host = HostString.FromUriComponent(_public); // an old health check names none
        return Fault(host) is { } fault ? ErrorAnswer.WriteAsync(http, StatusCodes.Status400BadRequest, fault) : next(http);
    }

    private string? Fault(HostString host) =>
        !host.HasValue ? "The request names no host: send a Host header with the name by which you reach this service."
        : !HostName.IsSound(host) ? "The Host header is no host name: send a Host header with the name by which you reach this service."
        : !IsAllowed(host) ? "This service does not answer by that host name. Use its public address; its operator may add the name to AllowedHosts."
        : null;

    private bool IsAllowed(HostString host) => _allowed is not null
        ? _allowed.Contains("*") || HostString.MatchesAny(host.Value, _allowed)
        : _public is null || host.Host.Equals(_public.Host, StringComparison.OrdinalIgnoreCase) || HostName.IsLocal(host);
}
