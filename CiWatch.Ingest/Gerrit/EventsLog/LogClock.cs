namespace CiWatch.Ingest.Gerrit.EventsLog;

/// <summary>
/// The plugin takes times without a zone and means its own machine's: east of Greenwich it answers with older events than were asked
/// for, west of it with newer ones, and says nothing. Its zone shows when it is asked for the second of an event that it has told:
/// the answer begins with that event, or the difference tells how far it is off. Pure.
/// </summary>
internal static class LogClock
{
    /// <summary>Zones differ from UTC by whole quarters of an hour.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The westernmost zone; the easternmost is <see cref="East"/>.</summary>
    public static readonly TimeSpan West = TimeSpan.FromHours(-12);

    /// <summary>The easternmost zone.</summary>
    public static readonly TimeSpan East = TimeSpan.FromHours(14);

    /// <summary>
    /// The next zone to try when the log was asked for the event at <paramref name="asked"/> with the zone <paramref name="tried"/>;
    /// the same where that was right, or so far west of it that nothing is left out; null where none can be.
    /// </summary>
    /// <param name="first">The time of the answer's first event; null where it held none.</param>
    public static TimeSpan? Next(DateTimeOffset asked, TimeSpan tried, DateTimeOffset? first)
    {
        if (first == asked) return tried;
        // Asked too far in the future: begin again from the other end, from where each answer holds the event.
        if (first is null || first > asked) return tried > West ? West : null;
        // It took what was meant as "asked" for a time not after "first": it is at least so far further east.
        var least = tried + (asked - first.Value);
        var next = TimeSpan.FromTicks((least.Ticks + Step.Ticks - 1) / Step.Ticks * Step.Ticks);
        if (least < TimeSpan.Zero) next = -TimeSpan.FromTicks(-least.Ticks / Step.Ticks * Step.Ticks);
        return next <= East ? next : null;
    }
}
