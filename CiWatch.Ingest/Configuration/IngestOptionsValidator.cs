using System.Globalization;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Configuration;

/// <summary>Says every limit that makes no sense, by its key.</summary>
public sealed class IngestOptionsValidator : IValidateOptions<IngestOptions>
{
    private const long Megabyte = 1024 * 1024;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> errors = [];
        Check(nameof(options.QueueBytes), options.QueueBytes, Megabyte, 16 * 1024 * Megabyte);
        if (options.SpoolBytes != 0) Check(nameof(options.SpoolBytes), options.SpoolBytes, Megabyte, 1024 * 1024 * Megabyte, "0 (no line waits on the disk), or ");
        Check(nameof(options.BatchLines), options.BatchLines, 1, 100_000);
        Check(nameof(options.HistoryDays), options.HistoryDays, 1, 90);
        Check(nameof(options.CellReports), options.CellReports, 10, 10_000);
        Check(nameof(options.ReportJobs), options.ReportJobs, 10, 100_000);
        Check(nameof(options.KeepRawDays), options.KeepRawDays, 1, 36_500);
        Check(nameof(options.KeepReportDays), options.KeepReportDays, 1, 36_500);
        if (options.KeepReportDays < options.HistoryDays)
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Ingest:KeepReportDays is {options.KeepReportDays}, less than Ingest:HistoryDays ({options.HistoryDays}): pages would show what is removed. Raise the one or lower the other."));
        if (options.SpoolBytes != 0 && FolderFault(options.SpoolFolder) is { } fault) errors.Add($"Ingest:SpoolFolder {fault}");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(string key, long value, long least, long most, string or = "")
        {
            if (value < least || value > most)
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"Ingest:{key} is {value}; it must be {or}from {least} to {most}."));
        }
    }

    private static string? FolderFault(string? folder)
    {
        if (folder is null) return null;
        if (string.IsNullOrWhiteSpace(folder)) return "is empty. Name a folder, or leave it out for one beside the database.";
        if (folder.Contains('\0', StringComparison.Ordinal)) return "holds a NUL character. Name a plain path.";
        return File.Exists(folder) ? $"is {PrintableText.Clean(folder)}, which is a file. Name a folder." : null;
    }
}
