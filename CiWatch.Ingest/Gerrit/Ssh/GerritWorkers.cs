using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>One worker for each server of the settings. They share nothing: one that is down holds up no other.</summary>
internal sealed partial class GerritWorkers(
    IOptions<GerritOptions> options, LineQueue lines, SourceStates states, IPositions positions, CatchUpBell bell, TimeProvider time,
    ILogger<GerritServerWorker> logger)
    : BackgroundService
{
    private readonly HttpClient _http = GerritHttp.NewClient();

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var servers = GerritServer.All(options.Value).ToList();
        // All are known from the start, in the settings' order.
        foreach (var server in servers) states.Set(server.Name, ConnectionState.Connecting);
        foreach (var server in servers.Where(s => PrivateKeyFileMode.IsOpenToOthers(s.Options.PrivateKeyFile)))
            Log.KeyOpenToOthers(logger, server.Name, server.Options.PrivateKeyFile);
        var workers = servers.Select(s => Task.Run(
            () => new GerritServerWorker(s, options.Value, lines, states, positions, bell, _http, time, logger).RunAsync(stoppingToken),
            stoppingToken));
        // None ends by itself: the first that does has a defect, which ends the program. The others would hide it for ever.
        await foreach (var ended in Task.WhenEach(workers)) await ended;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Server}: other accounts of this machine can read the private key {File} (Gerrit:Servers:N:PrivateKeyFile). Run: chmod 600 {File}")]
        public static partial void KeyOpenToOthers(ILogger log, string server, string file);
    }
}
