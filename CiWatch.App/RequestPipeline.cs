using CiWatch.App.Addresses;
using CiWatch.App.Errors;
using CiWatch.App.Hubs;
using CiWatch.App.Limits;
using CiWatch.App.Requests;
using CiWatch.App.Security;

namespace CiWatch.App;

/// <summary>What each request passes, in this order.</summary>
internal static class RequestPipeline
{
    public static void UseRequestPipeline(this WebApplication app)
    {
        app.UseSecurityHeaders(); // first: nothing is answered without them
        app.UseKnownProxies();
        app.UseExceptionHandler();
        app.UseMiddleware<HostCheck>(); // before whatever takes the host for an address
        app.UseNoTrailingSlash();
        app.UseHeadRequests();
        app.UseRouting(); // limits and origins look at the endpoint
        app.UseRateLimiter();
        app.UseMiddleware<OriginCheck>();
        app.UseCors();
        app.UseConnectionIds();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseOriginalAddresses();
        app.UseOutputCache();
        app.UseAntiforgery(); // pages ask for it, though none has a form that is posted
    }
}
