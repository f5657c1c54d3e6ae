using CiWatch.App.Errors;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Net.Http.Headers;

namespace CiWatch.App.Hubs;

/// <summary>Tells who asks a hub for nothing in particular, as a browser's address bar does, how to connect. SignalR's clients never come here.</summary>
internal static class ConnectionIds
{
    public static IApplicationBuilder UseConnectionIds(this IApplicationBuilder app) => app.Use((http, next) => IsMissing(http)
        ? ErrorAnswer.WriteAsync(
            http, StatusCodes.Status400BadRequest,
            "This is a SignalR hub: connect with a SignalR client, or by a WebSocket. Other transports need the id that POST to /negotiate gives.")
        : next(http));

    private static bool IsMissing(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } endpoint
        && endpoint.GetMetadata<HubMetadata>() is not null
        && endpoint.GetMetadata<NegotiateMetadata>() is null
        && !http.Request.Query.ContainsKey("id")
        && !HttpMethods.IsConnect(http.Request.Method)
        && !HttpMethods.IsOptions(http.Request.Method)
        && !http.Request.Headers.ContainsKey(HeaderNames.Upgrade);
}
