namespace CiWatch.Ingest.Intake;

/// <summary>How far a catch-up has come, for people who wait for it.</summary>
/// <param name="Source">Where from: "query", "REST", "events-log".</param>
/// <param name="From">Back to here, by the server's clock.</param>
/// <param name="Reached">All between here and the newest change is fetched; null before the first page.</param>
/// <param name="Changes">Changes fetched so far.</param>
public sealed record CatchUpProgress(string Source, DateTimeOffset From, DateTimeOffset? Reached, int Changes);
