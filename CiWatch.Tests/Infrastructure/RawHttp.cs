using System.Net.Sockets;
using System.Text;

namespace CiWatch.Tests.Infrastructure;

/// <summary>Requests as they are written, for what a client's library would not send.</summary>
internal static class RawHttp
{
    /// <summary>Sends lines and an empty one; returns the whole answer.</summary>
    public static async Task<string> AskAsync(Uri server, params IEnumerable<string> lines)
    {
        using TcpClient client = new();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Append("Connection: close")) + "\r\n\r\n"));
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>GET of a path with a Host header.</summary>
    public static Task<string> GetAsync(Uri server, string path, string host) => AskAsync(server, $"GET {path} HTTP/1.1", $"Host: {host}");
}
