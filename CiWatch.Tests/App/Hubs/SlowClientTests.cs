using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using CiWatch.App.Hubs;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

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
        await using var messages = await SubscribedAsync(rig, socket);
        await SendMoreThanSocketsTakeAsync(rig);

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

    [Fact]
    public async Task A_client_that_reads_nothing_is_cut_in_the_end_and_nothing_of_it_stays()
    {
        await using var rig = await HubRig.StartAsync(("Limits:HubSendTimeout", "00:00:01"), ("Limits:HubQueueBytes", "200000000"), ("Limits:HubConnectionsPerAddress", "2"));
        using var socket = new ClientWebSocket();
        await using var messages = await SubscribedAsync(rig, socket);
        var (hub, sent) = await rig.ConnectAsync(); // one that reads, beside it
        await using var _ = hub;
        await hub.InvokeAsync("Subscribe", new { ci = "vendor-1-ci check" });
        var feed = rig.App.Services.GetRequiredService<VoteFeed>();
        Assert.Equal(2, feed.Kept);

        await SendMoreThanSocketsTakeAsync(rig); // and all of it waits: nothing is dropped for this test

        await RunningApp.UntilAsync(() => Task.FromResult(feed.Kept), kept => kept == 1);
        for (var i = 1; i <= Reports; i++) Assert.Equal(i, (int)(await HubRig.NextAsync(sent))["change"]!);
        var (third, __) = await rig.ConnectAsync(); // its place is free again
        await third.DisposeAsync();
    }

    private static async Task<IAsyncEnumerator<string>> SubscribedAsync(HubRig rig, ClientWebSocket socket)
    {
        await socket.ConnectAsync(new Uri(rig.App.Address.ToString().Replace("http:", "ws:", StringComparison.Ordinal) + "hubs/votes"), CancellationToken.None);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"Subscribe","arguments":[{"project":"acme/storage"}]}""");
        var messages = MessagesAsync(socket).GetAsyncEnumerator();
        while (!(await NextAsync(messages)).Contains("\"invocationId\":\"1\"", StringComparison.Ordinal))
        {
            // the handshake's answer
        }

        return messages;
    }

    /// <summary>More than the sockets between take, in reports of 300 KB.</summary>
    private static async Task SendMoreThanSocketsTakeAsync(HubRig rig)
    {
        var filler = new string('x', 300_000);
        for (var i = 1; i <= Reports; i++) rig.Report(i, 1, line => line.Replace("Patch Set 1: ", $"Patch Set 1: {filler} ", StringComparison.Ordinal));
        Assert.Equal(Reports, await rig.Pipeline.StoredAsync(Reports));
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
