namespace CiWatch.Ingest.Votes;

/// <summary>One job line of one report.</summary>
/// <param name="Name">The job's name as written; null where the line has only an address.</param>
/// <param name="Result">The result word, verbatim.</param>
/// <param name="Outcome">What the word means; <see cref="Outcome.Unknown"/> for words nobody knows.</param>
/// <param name="Url">The log's address, only ever http or https; null where the line has none.</param>
/// <param name="Seconds">How long it ran, in seconds; null where the line does not say.</param>
/// <param name="Voting">False where the line is marked non-voting (or, by gerrit-trigger, skipped).</param>
public sealed record JobRun(string? Name, string Result, Outcome Outcome, string? Url, int? Seconds, bool Voting);
