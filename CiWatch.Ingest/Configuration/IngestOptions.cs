using CiWatch.Ingest.Live;

namespace CiWatch.Ingest.Configuration;

/// <summary>Limits of the pipeline: section "Ingest".</summary>
public sealed class IngestOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ingest";

    /// <summary>
    /// Bytes of lines in memory that are not stored yet, at most, each line with 200 bytes more; beyond, they wait on the disk. What
    /// is made of the lines of up to four batches while they are stored comes on top. 1 MB to 16 GB.
    /// </summary>
    public long QueueBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Bytes of lines that wait on the disk at most; beyond, lines are dropped, counted, and fetched again later. 0 (none waits there), or 1 MB to 1 TB.</summary>
    public long SpoolBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>The folder of what waits on the disk; null: beside the database, named as it with "-spool".</summary>
    public string? SpoolFolder { get; set; }

    /// <summary>Days that raw lines are kept. 1 to 36500.</summary>
    public int KeepRawDays { get; set; } = 90;

    /// <summary>Days that reports are kept. Not shorter than HistoryDays. 1 to 36500.</summary>
    public int KeepReportDays { get; set; } = 730;

    /// <summary>Lines in one transaction at most. A lone line never waits for more. 1 to 100,000.</summary>
    public int BatchLines { get; set; } = 1_000;

    /// <summary>Days of patch sets that are held in memory: the longest window and the fortnight that rosters are learned from. 1 to 90.</summary>
    public int HistoryDays { get; set; } = 21;

    /// <summary>The newest reports of one CI on one patch set that are held in memory; earlier ones are read from the database. 10 to 10,000.</summary>
    public int CellReports { get; set; } = BoardLimits.Default.CellReports;

    /// <summary>The first jobs of one report that are held in memory. 10 to 100,000.</summary>
    public int ReportJobs { get; set; } = BoardLimits.Default.ReportJobs;
}
