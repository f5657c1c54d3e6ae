using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>One worker for each server of the settings. They share nothing: one that is down holds up no other.</summary>
internal sealed class GerritWorkers(
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
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var servers = GerritServer.All(options.Value).ToList();
        // All are known from the start, in the settings' order.
        foreach (var server in servers) states.Set(server.Name, ConnectionState.Connecting);
        return Task.WhenAll(servers.Select(s => Task.Run(
            () => new GerritServerWorker(s, options.Value, lines, states, positions, bell, _http, time, logger).RunAsync(stoppingToken),
            stoppingToken)));
    }
}
