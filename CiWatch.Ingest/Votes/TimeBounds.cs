namespace CiWatch.Ingest.Votes;

/// <summary>
/// Which of the times in a line can be true. Gerrit's times are taken as they are within these bounds; a time beyond them counts as
/// missing, so that one wrong clock or hostile line decides nothing for years. The kept line holds it as it came. Pure.
/// </summary>
/// <param name="Earliest">The year of git's first release: nothing on a Gerrit server is older.</param>
/// <param name="Latest">The time of the receipt and Gerrit:MaxClockSkew more.</param>
public readonly record struct TimeBounds(DateTimeOffset Earliest, DateTimeOffset Latest)
{
    private static readonly DateTimeOffset FirstYear = new(2005, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>No bounds: for readers that decide nothing by a time.</summary>
    public static TimeBounds Any { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>The bounds of a line that was received then.</summary>
    public static TimeBounds Of(DateTimeOffset receivedAt, TimeSpan maxClockSkew) =>
        new(FirstYear, receivedAt < DateTimeOffset.MaxValue - maxClockSkew ? receivedAt + maxClockSkew : DateTimeOffset.MaxValue);

    /// <summary>The time where it can be true; else null.</summary>
    public DateTimeOffset? Plausible(DateTimeOffset? time) => time >= Earliest && time <= Latest ? time : null;
}
