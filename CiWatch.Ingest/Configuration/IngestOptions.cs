using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Configuration;

/// <summary>Limits of the pipeline: section "Ingest".</summary>
public sealed class IngestOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ingest";

    /// <summary>Lines that wait for the database at most; beyond, lines are counted as dropped. 100 to 10,000,000.</summary>
    public int QueueLines { get; set; } = 100_000;

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
