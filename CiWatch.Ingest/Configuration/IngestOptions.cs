using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Configuration;

/// <summary>Limits of the pipeline: section "Ingest".</summary>
public sealed class IngestOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ingest";

    /// <summary>Lines that wait for the database at most; beyond, lines are counted as dropped. 100 to 10,000,000.</summary>
    public int QueueLines { get; set; } = 100_000;

    /// <summary>Bytes of lines that wait for the database in memory at most; beyond, they wait on the disk. 1 MB to 16 GB.</summary>
    public long QueueBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Bytes of lines that wait on the disk at most; beyond, lines are dropped, counted, and fetched again later. 0 (never) to 1 TB.</summary>
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
}

/// <summary>Says every limit that makes no sense, by its key.</summary>
public sealed class IngestOptionsValidator : IValidateOptions<IngestOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        List<string> errors = [];
        Check(nameof(options.QueueLines), options.QueueLines, 100, 10_000_000);
        Check(nameof(options.BatchLines), options.BatchLines, 1, 100_000);
        Check(nameof(options.HistoryDays), options.HistoryDays, 1, 90);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(string key, int value, int least, int most)
        {
            if (value < least || value > most) errors.Add($"Ingest:{key} is {value}; it must be from {least} to {most}.");
        }
    }
}
