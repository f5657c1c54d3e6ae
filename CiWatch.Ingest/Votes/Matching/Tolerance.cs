namespace CiWatch.Ingest.Votes.Matching;

/// <summary>
/// How far the times of one saying may be apart. Gerrit takes an event's time after its message is stored: the same second or the
/// next on an idle server, later on a busy one. Too short would tell one report twice, for good; too long lets an equal text stand
/// for another at first, which the next look at the change's history mends. So it is rather long.
/// </summary>
internal static class Tolerance
{
    /// <summary>How far an event may be behind its message.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromMinutes(2);

    /// <summary>How far it may be before: clocks of two servers behind one name.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromSeconds(5);

    /// <summary>The same where the words differ, and time is nearly all there is.</summary>
    public static readonly TimeSpan WithoutWords = TimeSpan.FromSeconds(10);

    /// <summary>How far a stored report's time may be from its event's after it was told several times: each telling moves it by <see cref="Behind"/> at most.</summary>
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(10);

    /// <summary>The times, in Unix milliseconds, that a stored report must have to be what a telling of <paramref name="at"/> tells of.</summary>
    /// <param name="isReplay">A replay recognizes an event by the event's own time, whatever the report's time is by now.</param>
    public static (long From, long To) Around(DateTimeOffset at, bool isReplay)
    {
        var time = at.ToUnixTimeMilliseconds();
        return (time - (long)(isReplay ? Drift : Behind).TotalMilliseconds, time + (long)Behind.TotalMilliseconds);
    }

    /// <summary>Whether an event of <paramref name="eventAt"/> may tell the message of <paramref name="messageAt"/>.</summary>
    public static bool Holds(DateTimeOffset messageAt, DateTimeOffset eventAt, bool sameWords) =>
        eventAt - messageAt <= (sameWords ? Behind : WithoutWords) && messageAt - eventAt <= Before;
}
