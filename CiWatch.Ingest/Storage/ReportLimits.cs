namespace CiWatch.Ingest.Storage;

/// <summary>How much of what CIs said one question to the database brings: whoever writes comments on Gerrit decides how much there is.</summary>
/// <param name="CellReports">Reports of one CI on one patch set; a page of them.</param>
/// <param name="ReportBytes">Bytes of one comment's text.</param>
/// <param name="ReportJobs">Jobs of one report.</param>
/// <param name="ChangeReports">Reports of a whole change.</param>
/// <param name="ChangeBytes">Bytes of the texts of a whole change, about.</param>
/// <param name="PatchSets">Patch sets of a change, the newest.</param>
public sealed record ReportLimits(int CellReports, int ReportBytes, int ReportJobs, int ChangeReports, int ChangeBytes, int PatchSets)
{
    /// <summary>More than any honest change needs.</summary>
    public static ReportLimits Default { get; } = new(10, 32 * 1024, 500, 10_000, 8 * 1024 * 1024, 1_000);
}
