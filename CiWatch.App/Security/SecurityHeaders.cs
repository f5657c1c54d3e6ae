namespace CiWatch.App.Security;

/// <summary>What browsers are told not to do with our answers.</summary>
internal static class SecurityHeaders
{
    // 'unsafe-inline' for styles: MudBlazor's theme is a style element, and the grid places boxes by style attributes.
    // 'self' of connect-src covers the circuit's WebSocket on the same host.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    private const string Features =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Sends them with each answer, also one that another part began anew: they are set when it starts.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(static state => Set((HttpContext)state), http);
        return next(http);
    });

    private static Task Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = http.GetEndpoint()?.Metadata.GetMetadata<ShownElsewhere>() is null ? "same-origin" : "cross-origin";
        return Task.CompletedTask;
    }
}

/// <summary>Of an endpoint: its answers are pictures for pages of other sites.</summary>
internal sealed record ShownElsewhere;
