namespace CiWatch.App.Requests;

/// <summary>
/// Answers HEAD as GET, without the body: what has a GET has a HEAD (RFC 9110, 9.3.2). The web server itself leaves the body out, for it
/// knows what the client sent. Stands before routing.
/// </summary>
internal static class HeadRequests
{
    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head; // for what counts requests
        }
    });
}
