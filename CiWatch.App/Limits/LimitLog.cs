using System.Collections.Concurrent;

namespace CiWatch.App.Limits;

/// <summary>Says in the log which limit is hit, once a minute each: whoever hits one hits it a thousand times.</summary>
internal sealed partial class LimitLog(TimeProvider time, ILogger<LimitLog> log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Limited, (long At, long Since)> _said = new();

    /// <summary>Counts a refusal; says it where none of this limit was said for a minute.</summary>
    public void Hit(Limited limit, string visitor, int most)
    {
        var now = time.GetTimestamp();
        var said = _said.AddOrUpdate(
            limit,
            _ => (now, 0),
            (_, last) => time.GetElapsedTime(last.At, now) >= Rest ? (now, 0) : (last.At, last.Since + 1));
        if (said == (now, 0)) Log.Refused(log, Setting(limit), most, visitor);
    }

    private static string Setting(Limited limit) => limit switch
    {
        Limited.Api => "Limits:ApiPerMinute",
        Limited.Circuit => "Limits:CircuitsPerAddress",
        Limited.Hub => "Limits:HubConnectionsPerAddress",
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Setting} ({Most}) was reached by {Visitor}; more is refused. Raise it where that is no abuse; where all visitors seem to have one address, name the proxy in Limits:KnownProxies. Further refusals are not told for a minute.")]
        public static partial void Refused(ILogger log, string setting, int most, string visitor);
    }
}
