namespace CiWatch.App.Limits;

/// <summary>Says in the log which limit is hit, once a minute each: whoever hits one hits it a thousand times.</summary>
internal sealed partial class LimitLog(TimeProvider time, ILogger<LimitLog> log)
{
    private readonly MessageThrottle<Limited> _throttle = new(time);

    /// <summary>Counts a refusal; where none of this limit was said for a minute says it, and how many were not told before.</summary>
    public void Hit(Limited limit, string visitor, int most)
    {
        if (_throttle.IsDue(limit, out var untold)) Log.Refused(log, Setting(limit), most, visitor, untold);
    }

    private static string Setting(Limited limit) => limit switch
    {
        Limited.Api => "Limits:ApiPerMinute",
        Limited.Document => "Limits:DocumentsPerMinute",
        Limited.Circuit => "Limits:CircuitsPerAddress",
        Limited.Hub => "Limits:HubConnectionsPerAddress",
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Setting} ({Most}) was reached by {Visitor}; more is refused. Raise it where that is no abuse; where all visitors seem to have one address, name the proxy in Limits:KnownProxies. Refusals before this one that were not told: {Untold}. Further ones are not told for a minute.")]
        public static partial void Refused(ILogger log, string setting, int most, string visitor, long untold);
    }
}
