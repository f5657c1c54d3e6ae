using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Tells one bad row from a database that can't be written.</summary>
internal static class Failures
{
    // SQLite's primary result codes: TOOBIG, CONSTRAINT, MISMATCH, RANGE.
    private static readonly int[] OfARow = [18, 19, 20, 25];

    /// <summary>True where the values of a row are at fault; false where the file, the disk or a lock is.</summary>
    public static bool IsOfOneRow(Exception e) => e switch
    {
        SqliteException sqlite => OfARow.Contains(sqlite.SqliteErrorCode & 0xFF),
        OutOfMemoryException or ObjectDisposedException or OperationCanceledException => false,
        _ => true,
    };
}
