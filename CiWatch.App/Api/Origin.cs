using Microsoft.AspNetCore.Http.HttpResults;

namespace CiWatch.App.Api;

/// <summary>How the client calls this service, for answers that must hold whole addresses.</summary>
internal static class Origin
{
    /// <summary>Scheme and host as the request has them; null where it names no host, or none that an address can have.</summary>
    public static Uri? Of(HttpRequest request) =>
        request.Host.HasValue && Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}/", UriKind.Absolute, out var origin) ? origin : null;

    /// <summary>What a client is told that names no host.</summary>
    public static ProblemHttpResult Missing => Problems.Bad("The answer holds whole addresses: send a Host header with the name by which you reach this service.");
}
