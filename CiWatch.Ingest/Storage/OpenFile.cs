using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// The database's file as the service opened it. SQLite goes on writing into a file that was deleted or replaced, and what it writes is
/// lost; this connection does nothing but notice that.
/// </summary>
internal sealed class OpenFile : IDisposable
{
    private const int HasMovedControl = 20; // SQLITE_FCNTL_HAS_MOVED

    private readonly SqliteConnection _connection;
    private readonly string _path;

    public OpenFile(SqliteConnection connection)
    {
        _connection = connection;
        _path = Scalar<string>("SELECT file FROM pragma_database_list WHERE name = 'main'");
        Scalar<long>("SELECT count(*) FROM sqlite_schema"); // opens the files beside it too
    }

    /// <summary>Whether the path that a connection opened names another file now, or none. Costs one look at the folder.</summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        var moved = 0;
        return FileControl(connection.Handle!, 0, HasMovedControl, ref moved) == raw.SQLITE_OK && moved != 0;
    }

    /// <summary>What happened to the file; null while its path names it.</summary>
    public string? FindLoss() =>
        !HasMoved(_connection) ? null
        : File.Exists(_path) ? DatabaseFileException.Replaced
        : DatabaseFileException.Missing;

    /// <summary>As <see cref="FindLoss"/>, and looks for the files beside it too: slower, on Linux alone.</summary>
    public string? FindAnyLoss() => FindLoss() ?? (IsDeleted("-wal") || IsDeleted("-shm") ? DatabaseFileException.LogDeleted : null);

    /// <summary>
    /// Moves all from the write-ahead log into the file and empties the log. Left beside a file that took the place of this one, the log
    /// would be applied to it and destroy it.
    /// </summary>
    public void EmptyLog()
    {
        if (Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") != 0) throw new DatabaseFileException(DatabaseFileException.Replaced); // a reader is not done; tried again
    }

    public void Dispose() => _connection.Dispose();

    private bool IsDeleted(string ending) => OperatingSystem.IsLinux()
        && new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Any(f => f.LinkTarget == $"{_path}{ending} (deleted)");

    private T Scalar<T>(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (T)command.ExecuteScalar()!;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(sqlite3 connection, nint database, int operation, ref int result);
}
