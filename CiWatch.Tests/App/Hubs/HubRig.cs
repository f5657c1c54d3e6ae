using System.Text.Json.Nodes;
using System.Threading.Channels;
using CiWatch.Tests.Benchmarks;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.SignalR.Client;

namespace CiWatch.Tests.App.Hubs;

/// <summary>The program with invented lines, and real SignalR clients of its hub.</summary>
internal sealed class HubRig(PipelineRig rig) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public RunningApp App => rig.App;

    public PipelineRig Pipeline => rig;

    public static async Task<HubRig> StartAsync(params (string Key, string Value)[] settings) => new(await PipelineRig.StartAsync(
        Directory.CreateTempSubdirectory("ciwatch-hub-").FullName, settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))));

    /// <summary>A client, with what it is sent: a report's JSON, or a number that were missed.</summary>
    public async Task<(HubConnection Hub, ChannelReader<JsonNode> Sent)> ConnectAsync()
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(rig.App.Address, "/hubs/votes")).Build();
        var sent = Channel.CreateUnbounded<JsonNode>();
        hub.On<JsonNode>("Report", r => sent.Writer.TryWrite(r));
        hub.On<long>("Missed", n => sent.Writer.TryWrite(JsonValue.Create(n)));
        await hub.StartAsync();
        return (hub, sent.Reader);
    }

    public static Task<JsonNode> NextAsync(ChannelReader<JsonNode> sent) => sent.ReadAsync().AsTask().WaitAsync(Patience);

    public void Created(long change) => rig.Write(BenchmarkLines.Created(change, Now));

    public void Report(long change, int ci, Func<string, string>? alter = null)
    {
        var line = BenchmarkLines.Report(change, ci, Now, Now);
        rig.Write(alter is null ? line : alter(line));
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
