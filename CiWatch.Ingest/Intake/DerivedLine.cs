using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Intake;

/// <summary>A raw line with all that was derived from it. Reports can be derived again from the line.</summary>
/// <param name="Event">Null where the line is malformed, or is no event but a change's history.</param>
/// <param name="Fault">Why the line is neither; null where it is one.</param>
/// <param name="Report">Set where the event is a CI's comment.</param>
/// <param name="Recheck">Set where the event is a person's request to run again.</param>
public sealed record DerivedLine(RawLine Line, StreamEvent? Event, string? Fault, Report? Report, Recheck? Recheck)
{
    /// <summary>Set where the line is a change's history.</summary>
    public SnapshotReading? Snapshot { get; init; }

    /// <summary>Of a replay: the how-manieth line of these bytes it is in its run, and the how-manieth saying of these words in one second.</summary>
    public (int Line, int Said) Nth { get; init; }

    /// <summary>The change that it is about; null where it is about none.</summary>
    public ChangeInfo? Change => Event?.Change ?? Snapshot?.Snapshot.Change;

    /// <summary>A time in the line that can't be true and counts as missing; null where there is none.</summary>
    public DateTimeOffset? ImplausibleTime { get; init; }

    /// <summary>Whether the stream gave an event that is older than its receipt by more than Gerrit:MaxClockSkew.</summary>
    public bool IsOld { get; init; }

    /// <summary>The time of the newest thing in it, not later than its receipt; null where the line could not be read.</summary>
    public DateTimeOffset? NewestAt => (Event?.At ?? Snapshot?.Snapshot.UpdatedAt) is { } at ? (at < Line.ReceivedAt ? at : Line.ReceivedAt) : null;

    /// <summary>Whether it could be read.</summary>
    public bool IsReadable => Event is not null || Snapshot is not null;
}
