using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>What a change of the REST API came to: a snapshot, or the reason why there is none. Never both, never neither.</summary>
/// <param name="Fault">Short words for the operator; null where there is a change.</param>
internal readonly record struct RestReading(ChangeSnapshot? Change, string? Fault);
