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

    /// <summary>Whether an event of <paramref name="eventAt"/> may tell the message of <paramref name="messageAt"/>.</summary>
    public static bool Holds(DateTimeOffset messageAt, DateTimeOffset eventAt, bool sameWords) =>
        eventAt - messageAt <= (sameWords ? Behind : WithoutWords) && messageAt - eventAt <= Before;
}
