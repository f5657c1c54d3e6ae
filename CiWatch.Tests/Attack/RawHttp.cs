using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CiWatch.Tests.Attack;

/// <summary>Requests byte by byte: no client library would send these.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns status and answer; 0 where the connection was closed without one.</summary>
    public static async Task<(int Status, string Answer)> SendAsync(Uri server, string request)
    {
        using CancellationTokenSource limit = new(Patience);
        using TcpClient client = new();
        await client.ConnectAsync(server.Host, server.Port, limit.Token);
        var stream = client.GetStream();
        using StreamReader reader = new(stream, Encoding.UTF8);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
            var answer = await reader.ReadToEndAsync(limit.Token);
            return answer.Length > 12 && int.TryParse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? (status, answer) : (0, answer);
        }
        catch (IOException)
        {
            return (0, ""); // cut off, which is an answer too
        }
    }
}
