using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>What one line came to: an event, or the reason why it is none. Never both, never neither.</summary>
/// <param name="Fault">Short words for the operator; null where the line is an event.</param>
public readonly record struct EventReading(StreamEvent? Event, string? Fault);
