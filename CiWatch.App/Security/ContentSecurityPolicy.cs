namespace CiWatch.App.Security;

/// <summary>What browsers are told not to do with our pages.</summary>
internal static class ContentSecurityPolicy
{
    // 'unsafe-inline' for styles: MudBlazor's theme is a style element, and the grid places boxes by style attributes.
    // 'self' of connect-src covers the circuit's WebSocket on the same host.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    /// <summary>Sends the policy, and two headers of the same spirit, with each answer.</summary>
    public static IApplicationBuilder UseContentSecurityPolicy(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        return next(context);
    });
}
