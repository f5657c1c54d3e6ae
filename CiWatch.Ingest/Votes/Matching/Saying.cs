namespace CiWatch.Ingest.Votes.Matching;

/// <summary>What two tellings of one report or recheck are recognized by.</summary>
/// <param name="Account">The account's key.</param>
/// <param name="Text">The message where a source told it, else the event's words.</param>
/// <param name="EventText">The event's words where they are others; null where they are not, or not known.</param>
/// <param name="EventAt">The event's time; null where no event told it.</param>
public readonly record struct Saying(
    int PatchSet, string Account, DateTimeOffset At, TextKey Text, TextKey? EventText, DateTimeOffset? EventAt, string? MessageId, ReportSources Sources)
{
    /// <summary>The vote that was cast with it: where words differ by source, it does not. Null where none was.</summary>
    public int? Vote { get; init; }

    /// <summary>Whether a source told the message.</summary>
    public bool HasMessage => Sources.Any(ReportSources.Messages);

    /// <summary>Whether an event told it.</summary>
    public bool HasEvent => Sources.Any(ReportSources.Events);

    /// <summary>Of a report.</summary>
    public static Saying Of(int patchSet, Report r) =>
        new(patchSet, r.Account.Key, r.ReportedAt, TextKey.Of(r.Text), TextKey.OfOptional(r.EventText), r.EventAt, r.MessageId, r.Sources) { Vote = r.Vote };

    /// <summary>Of a recheck.</summary>
    public static Saying Of(int patchSet, Recheck r) => new(patchSet, r.Account.Key, r.At, TextKey.Of(r.Text), null, r.EventAt, null, r.Sources);
}
