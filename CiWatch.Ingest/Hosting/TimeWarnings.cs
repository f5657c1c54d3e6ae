using System.Collections.Concurrent;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Hosting;

/// <summary>Warns of times that can't be used as a server gave them: once for each server and kind, since a wrong clock is wrong in each line.</summary>
internal sealed partial class TimeWarnings(IOptions<GerritOptions> options, ILogger<TimeWarnings> log)
{
    private readonly ConcurrentDictionary<(string Server, bool IsOld), bool> _given = new();

    /// <summary>Looks at what was committed.</summary>
    public void Check(IReadOnlyList<CommittedLine> batch)
    {
        foreach (var line in batch.Select(c => c.Line))
        {
            var (server, receivedAt, skew) = (line.Line.Server, line.Line.ReceivedAt, options.Value.MaxClockSkew);
            if (line.ImplausibleTime is { } time && _given.TryAdd((server, false), true)) Log.Implausible(log, server, time, receivedAt, skew);
            if (line is { IsOld: true, Event.At: { } at } && _given.TryAdd((server, true), true)) Log.Old(log, server, at, receivedAt, skew);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Server}: a line received at {ReceivedAt:u} holds the time {Time:u}, which can't be true: it is before 2005, or later than the receipt by more than Gerrit:MaxClockSkew ({Skew}). Such times count as missing. Compare the clocks of the server and of this machine.")]
        public static partial void Implausible(ILogger log, string server, DateTimeOffset time, DateTimeOffset receivedAt, TimeSpan skew);

        [LoggerMessage(2, LogLevel.Warning, "{Server}: the stream gave an event of {Time:u} at {ReceivedAt:u}. It is stored, but it is older than Gerrit:MaxClockSkew ({Skew}), so history is not fetched again from its time on. Compare the clocks of the server and of this machine.")]
        public static partial void Old(ILogger log, string server, DateTimeOffset time, DateTimeOffset receivedAt, TimeSpan skew);
    }
}
