namespace CiWatch.Ingest.Intake;

/// <summary>A line that is in the database.</summary>
/// <param name="ReportId">The key of the report that it holds; null where it holds none.</param>
public sealed record CommittedLine(DerivedLine Line, long? ReportId);
