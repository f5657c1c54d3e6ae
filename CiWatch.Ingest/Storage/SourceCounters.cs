namespace CiWatch.Ingest.Storage;

/// <summary>What the database remembers of one server, since it was made.</summary>
/// <param name="LastEventAt">Event time of the newest event.</param>
public sealed record SourceCounters(string Name, DateTimeOffset? LastEventAt, long Events, long Reports, long Malformed, long Dropped);
