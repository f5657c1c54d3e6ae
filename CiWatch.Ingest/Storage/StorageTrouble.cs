using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>What SQLite says, in words that tell the operator what to do. Pure.</summary>
internal static class StorageTrouble
{
    /// <summary>Explains a failure of the database at this path; any other is told as it is.</summary>
    /// <param name="path">Null for readers who must not see paths of this machine.</param>
    public static string Explain(Exception? failure, string? path) => failure switch
    {
        SqliteException sqlite => $"{Advice(sqlite.SqliteErrorCode & 0xFF, path is null ? "the database" : $"the database {path}")} ({sqlite.Message.TrimEnd('.')}; Database:ConnectionString)",
        DatabaseFileException => $"{failure.Message} ({(path is null ? "" : path + "; ")}Database:ConnectionString)",
        _ when path is null => "the database can't be used, and the log says why. (Database:ConnectionString)",
        UnauthorizedAccessException => $"{failure.Message} Give the account that runs CI Watch the right to write there, or name another path.",
        _ => failure?.Message ?? "",
    };

    /// <summary>Whether nothing is wrong but that another writes just now.</summary>
    public static bool IsLock(Exception failure) => failure is SqliteException sqlite && (sqlite.SqliteErrorCode & 0xFF) is 5 or 6; // BUSY, LOCKED

    // SQLite's primary result codes, https://sqlite.org/rescode.html
    private static string Advice(int code, string database) => code switch
    {
        5 or 6 => $"another program holds a lock on {database}: let it end.",
        8 => $"{database} can't be written: give the account that runs CI Watch the right to write it and its folder.",
        10 => $"the disk of {database} fails: look at it and at the system's log.",
        11 or 26 => $"{database} is damaged: stop CI Watch, remove the files beside it that end in -wal and -shm, and put a backup in its place, or move it away to begin a new one.",
        13 => $"the disk of {database} is full: free space on it.",
        14 => $"{database} can't be opened: look whether it is there, and at the rights of its folder.",
        _ => $"{database} can't be used.",
    };
}
