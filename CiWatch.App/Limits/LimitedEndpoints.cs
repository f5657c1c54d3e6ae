using Microsoft.AspNetCore.Http.Connections;

namespace CiWatch.App.Limits;

/// <summary>Limits belong to endpoints: no way to write an address leads around them.</summary>
internal static class LimitedEndpoints
{
    /// <summary>Puts endpoints under a limit.</summary>
    public static T LimitedBy<T>(this T endpoints, Limited limit)
        where T : IEndpointConventionBuilder
    {
        endpoints.Add(e => e.LimitedBy(limit));
        return endpoints;
    }

    /// <summary>Puts an endpoint under a limit.</summary>
    public static void LimitedBy(this EndpointBuilder endpoint, Limited limit) => endpoint.Metadata.Add(new Limit(limit));

    /// <summary>The limit of a request. Whatever nobody thought of is counted as a document.</summary>
    public static Limited Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Limit>()?.Limited ?? Limited.Document;

    /// <summary>The limit on requests by the minute. Who asks for a connection is counted as who asks for a page: each page does it once.</summary>
    public static Limited OfRequests(HttpContext http) => Of(http) switch
    {
        Limited.Circuit or Limited.Hub => IsNegotiate(http) ? Limited.Document : Limited.Nothing,
        var limit => limit,
    };

    /// <summary>
    /// The limit on open connections, for the request that lasts as long as one: a WebSocket, server-sent events, a poll that waits. What a client
    /// sends by POST beside it opens nothing; a negotiation is counted so that who may open none learns it at once.
    /// </summary>
    public static Limited OfConnections(HttpContext http) => Of(http) switch
    {
        var limit and (Limited.Circuit or Limited.Hub) when IsNegotiate(http) || !HttpMethods.IsPost(http.Request.Method) => limit,
        _ => Limited.Nothing,
    };

    private static bool IsNegotiate(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<NegotiateMetadata>() is not null;

    private sealed record Limit(Limited Limited);
}
