namespace CiWatch.Ingest.Live;

/// <summary>How much of what one CI says the boards hold. The database has all of it.</summary>
/// <param name="CellReports">The newest reports of one CI on one patch set. What the cell's state follows from is held besides.</param>
/// <param name="ReportJobs">The first jobs of one report.</param>
public sealed record BoardLimits(int CellReports, int ReportJobs)
{
    /// <summary>Far above what CIs say: the busiest that are known answer 30 times on a patch set, with 300 jobs.</summary>
    public static BoardLimits Default { get; } = new(100, 1_000);
}
