using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit;
using CiWatch.Ingest.Gerrit.Ssh;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Renci.SshNet;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>A source of changes on a connection of its own.</summary>
internal sealed class QueryRig(SshClient client, SshQuerySource source, GerritOptions options) : IDisposable
{
    public SshQuerySource Source => source;

    public GerritOptions Options => options;

    public SshClient Client => client;

    public static async Task<QueryRig> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? time = null, params (string Key, string Value)[] more)
    {
        var options = Read([.. settings, .. more.Select(m => KeyValuePair.Create(m.Key, (string?)m.Value))]);
        var server = GerritServer.All(options).Single();
        var client = await SshConnecting.ConnectAsync(server, options, CancellationToken.None);
        return new(client, new(server, options, client, time ?? TimeProvider.System, NullLogger.Instance), options);
    }

    public static GerritOptions Read(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(GerritOptions.Section).Get<GerritOptions>()!;

    /// <summary>What the server's next queries print, replaced whole.</summary>
    public static void Print(SshdServer gerrit, ReadOnlySpan<byte> output)
    {
        File.WriteAllBytes(Path.Combine(gerrit.Folder, "query.new"), output);
        File.Move(Path.Combine(gerrit.Folder, "query.new"), Path.Combine(gerrit.Folder, "query"), overwrite: true);
    }

    public void Dispose() => SshConnecting.Drop(client);
}
