using System.Runtime.InteropServices;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.EventsLog;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging;
using Renci.SshNet;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>Keeps one server connected, and says how it stands.</summary>
internal sealed partial class GerritServerWorker(
    GerritServer server, GerritOptions options, LineQueue lines, SourceStates states, IPositions positions, CatchUpBell bell, HttpClient http,
    TimeProvider time, ILogger logger)
{
    // A connection that lived so long, or brought an event, was a good one.
    private static readonly TimeSpan GoodLife = TimeSpan.FromMinutes(2);

    private ConnectionAdvice? _last;

    /// <summary>Connects and reads until cancelled; trouble of any kind becomes a state and another try.</summary>
    public Task RunAsync(CancellationToken cancel) => ReconnectLoop.RunAsync(options, time, ConnectAsync, Waits, cancel);

    private async Task<ConnectionOutcome> ConnectAsync(CancellationToken cancel)
    {
        // A try that only the operator's help can make succeed is a quiet one: the state stays Failed, and its reason in sight.
        if (_last?.State != ConnectionState.Failed) states.Set(server.Name, ConnectionState.Connecting, Public(_last?.Reason));
        var began = time.GetTimestamp();
        var received = false;
        GerritConnection connection = new(server, options, time, Take, Live, logger);
        var end = await connection.RunAsync(cancel);

        var advice = end.Describe(server);
        // A lasting trouble is told once, not at each try.
        if (advice == _last) Log.EndedAgain(logger, server.Name, advice.Reason);
        else if (advice.State == ConnectionState.Failed) Log.Failed(logger, server.Name, advice.Reason);
        else Log.Ended(logger, server.Name, advice.Reason);
        _last = advice;
        return new(Slow: advice.State == ConnectionState.Failed, Good: received || time.GetElapsedTime(began) > GoodLife);

        void Take(List<RawLine> read)
        {
            received |= read.Count > 0;
            lines.TryWrite(CollectionsMarshal.AsSpan(read));
        }
    }

    private async Task Live(SshClient client, CancellationToken cancel)
    {
        _last = null;
        Log.Live(logger, server.Name);
        IChangeSource query = new SshQuerySource(server, options, client, time, logger);
        ChangeSources sources = new(
            server.Options.RestUrl is null ? [query] : [new RestChangeSource(server, options, http, time, logger), query],
            server.Options.EventsLog ? new EventsLogSource(server, options, http, time, logger) : null);
        await new CatchUpLoop(server.Name, options, sources, positions, lines, states, bell, time, logger).RunAsync(cancel);
    }

    private void Waits(TimeSpan delay)
    {
        if (_last is { } last) states.Set(server.Name, last.State, Public(last.Reason), time.GetUtcNow() + delay);
    }

    private string? Public(string? reason) => PublicReason.Of(reason, server.Options);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Server}: live")]
        public static partial void Live(ILogger logger, string server);

        [LoggerMessage(2, LogLevel.Warning, "{Server}: {Reason}")]
        public static partial void Ended(ILogger logger, string server, string reason);

        [LoggerMessage(3, LogLevel.Error, "{Server}: {Reason}")]
        public static partial void Failed(ILogger logger, string server, string reason);

        [LoggerMessage(4, LogLevel.Debug, "{Server}: again: {Reason}")]
        public static partial void EndedAgain(ILogger logger, string server, string reason);
    }
}
