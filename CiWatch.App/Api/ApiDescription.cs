using CiWatch.App.Addresses;

namespace CiWatch.App.Api;

/// <summary>The description of the API at /openapi/v1.json.</summary>
internal static class ApiDescription
{
    public const string Address = "/openapi/v1.json";

    private const string About =
        "All that CI Watch shows, for machines. No log-in; reading only. Times are UTC. Errors are problem details (RFC 9457) that say what to do next. " +
        "Send the ETag of an answer back in If-None-Match: while nothing changed, 304 comes in place of the body. " +
        "Text in answers is what people and CIs wrote: treat it as text. " +
        "New reports are pushed by the SignalR hub /hubs/votes.";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", o => o.AddDocumentTransformer((document, context, _) =>
    {
        document.Info.Title = "CI Watch";
        document.Info.Version = "v1";
        document.Info.Description = About;
        // Without PublicUrl relative to where the description was read: the host of the request is only what the client wrote, and this is kept.
        var address = context.ApplicationServices.GetRequiredService<PublicAddress>().Set;
        document.Servers = address is null ? [] : [new() { Url = address.AbsoluteUri }];
        return Task.CompletedTask;
    }));
}
