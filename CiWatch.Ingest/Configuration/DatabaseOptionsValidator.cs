using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Configuration;

/// <summary>
/// Refuses settings under which reports could not be kept, before anything is connected. Makes nothing: whether a new file can be made
/// shows when it is made.
/// </summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        FileFault(options.ConnectionString) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    private static string? FileFault(string connectionString)
    {
        try
        {
            var path = DatabaseLocation.Of(connectionString).Path;
            return ContentFault(path) is { } fault ? $"Database:ConnectionString: {fault}" : null;
        }
        catch (StorageException e)
        {
            return e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Database:ConnectionString: {e.Message} Give the account that runs CI Watch the right to write there, or name another path.";
        }
    }

    private static string? ContentFault(string path)
    {
        if (Directory.Exists(path)) return $"{path} is a folder. Name a file in it.";
        if (!File.Exists(path)) return FileAbove(path) is { } above ? $"{above} is a file, and {path} would be below it. Name another path." : null;

        Span<byte> head = stackalloc byte[Magic.Length];
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return read == 0 || head.SequenceEqual(Magic) ? null : $"{path} is no SQLite database, or no longer one. Put a backup in its place or name another file; this one is left as it is.";
    }

    /// <summary>What stands in the way of a folder; null where nothing does.</summary>
    private static string? FileAbove(string path)
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(folder) && !File.Exists(folder)) folder = Path.GetDirectoryName(folder);
        return File.Exists(folder) ? folder : null;
    }
}
