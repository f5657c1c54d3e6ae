using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Intake;

/// <summary>A raw line with all that was derived from it. Reports can be derived again from the line.</summary>
/// <param name="Event">Null where the line is malformed.</param>
/// <param name="Fault">Why the line is no event; null where it is one.</param>
/// <param name="Report">Set where the event is a CI's comment.</param>
/// <param name="Recheck">Set where the event is a person's request to run again.</param>
public sealed record DerivedLine(RawLine Line, StreamEvent? Event, string? Fault, Report? Report, Recheck? Recheck);
