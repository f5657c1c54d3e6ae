using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CiWatch.Tests.App.Hubs;

/// <summary>A client that does not read: it alone misses something, is told how much, and holds up nobody.</summary>
public sealed class SlowClientTests
{
    private const int Reports = 100;
    private const char End = '\u001e';

    [Fact]
    public async Task A_slow_client_is_told_how_many_reports_it_missed()
    {
        await using var rig = await HubRig.StartAsync(("Limits:HubQueueReports", "5"));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(rig.App.Address.ToString().Replace("http:", "ws:", StringComparison.Ordinal) + "hubs/votes"), CancellationToken.None);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"Subscribe","arguments":[{"project":"acme/storage"}]}""");
        await using var messages = MessagesAsync(socket).GetAsyncEnumerator();
        while (!(await NextAsync(messages)).Contains("\"invocationId\":\"1\"", StringComparison.Ordinal))
        {
            // the handshake's answer
        }

        // More than the sockets between take, in reports of 300 KB, while nothing is read.
        var filler = new string('x', 300_000);
        for (var i = 1; i <= Reports; i++) rig.Report(i, 1, line => line.Replace("Patch Set 1: ", $"Patch Set 1: {filler} ", StringComparison.Ordinal));
        Assert.Equal(Reports, await rig.Pipeline.StoredAsync(Reports));

        int got = 0, missed = 0, last = 0;
        while (got + missed < Reports)
        {
            var message = JsonNode.Parse(await NextAsync(messages))!;
            if ((string?)message["target"] == "Missed") missed += (int)message["arguments"]![0]!;
            if ((string?)message["target"] != "Report") continue;
            got++;
            last = (int)message["arguments"]![0]!["change"]!;
        }

        Assert.True(missed > 0, "nothing was missed");
        Assert.Equal((Reports, Reports), (got + missed, last)); // the newest is never what goes
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<string> NextAsync(IAsyncEnumerator<string> messages)
    {
        Assert.True(await messages.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        return messages.Current;
    }

    private static async IAsyncEnumerable<string> MessagesAsync(ClientWebSocket socket)
    {
        var buffer = new byte[16 * 1024];
        using MemoryStream part = new();
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close) yield break;
            foreach (var b in buffer.AsMemory(0, read.Count).ToArray())
            {
                if (b != End)
                {
                    part.WriteByte(b);
                    continue;
                }

                yield return Encoding.UTF8.GetString(part.ToArray());
                part.SetLength(0);
            }
        }
    }
}
