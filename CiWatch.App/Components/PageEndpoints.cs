using CiWatch.App.Limits;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.SignalR;

namespace CiWatch.App.Components;

/// <summary>The pages, their style sheets and scripts, and the circuits on which open pages live.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().LimitedBy(Limited.Nothing);
        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o =>
        {
            o.ContentSecurityFrameAncestorsPolicy = null; // ours is stricter, and two would confuse
            // Each connection would keep a compression window of 330 KB; without context takeover it is 30.
            o.ConfigureWebSocketAcceptContext = (_, context) =>
            {
                context.DangerousEnableCompression = true;
                context.DisableServerContextTakeover = true;
                return Task.CompletedTask;
            };
        });
        pages.Add(Limit);
        pages.Add(ReadOnly);
    }

    /// <summary>The framework maps pages and circuits at once; they fall under different limits.</summary>
    private static void Limit(EndpointBuilder endpoint) => endpoint.LimitedBy(
        endpoint.Metadata.OfType<ComponentTypeMetadata>().Any() ? Limited.Document
        : endpoint.Metadata.OfType<HubMetadata>().Any() ? Limited.Circuit
        : Limited.Nothing);

    /// <summary>No page has a form that is posted: whoever posts to one gets 405 and not an error about a missing token.</summary>
    private static void ReadOnly(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any()) return;
        foreach (var methods in endpoint.Metadata.OfType<HttpMethodMetadata>().ToList()) endpoint.Metadata.Remove(methods);
        endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
    }
}
