using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>What one line of a query's output came to. Exactly one of the four is there.</summary>
/// <param name="Stats">The last line: how many changes came before it.</param>
/// <param name="Error">Why Gerrit refused the query, in its own words.</param>
/// <param name="Fault">Short words for the operator, where the line is none of these.</param>
internal readonly record struct QueryReading(ChangeSnapshot? Change, QueryStats? Stats, string? Error, string? Fault);

/// <summary>How a query ended.</summary>
/// <param name="RowCount">Changes printed; null where the line does not say.</param>
/// <param name="MoreChanges">Whether the server has more; null before Gerrit 2.11, which does not say.</param>
internal sealed record QueryStats(int? RowCount, bool? MoreChanges);
