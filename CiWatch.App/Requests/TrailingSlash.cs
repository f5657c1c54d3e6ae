using Microsoft.AspNetCore.Http.Features;

namespace CiWatch.App.Requests;

/// <summary>An address with a slash at its end leads to the same one without, its query kept. Stands before routing.</summary>
internal static class TrailingSlash
{
    public static IApplicationBuilder UseNoTrailingSlash(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (isRead && http.Features.Get<IHttpRequestFeature>()?.RawTarget is { } target && Without(target) is { } address)
        {
            http.Response.Redirect(address, permanent: true);
            return Task.CompletedTask;
        }

        return next(http);
    });

    /// <summary>
    /// The address without it; null where there is none. Taken as the client wrote it, so that nothing is decoded twice. It begins with one
    /// slash: two, or a backslash behind the first, would name another host.
    /// </summary>
    internal static string? Without(string target)
    {
        var end = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? at : target.Length;
        var path = target[..end];
        return path.Length > 1 && path[0] == '/' && path[^1] == '/' ? "/" + path.TrimEnd('/').TrimStart('/', '\\') + target[end..] : null;
    }
}
