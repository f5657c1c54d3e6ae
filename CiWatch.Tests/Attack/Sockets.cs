using System.Net.WebSockets;

namespace CiWatch.Tests.Attack;

/// <summary>Opens WebSockets as an attacker's page does.</summary>
internal static class Sockets
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns the status: 101 where it was accepted, 0 where no answer came.</summary>
    public static async Task<string> OpenAsync(ClientWebSocket socket, Uri server, string path, string? origin)
    {
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        using CancellationTokenSource limit = new(Patience);
        try
        {
            await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = path }.Uri, limit.Token);
            return "101";
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return $"{(int)socket.HttpStatusCode}";
        }
    }
}
