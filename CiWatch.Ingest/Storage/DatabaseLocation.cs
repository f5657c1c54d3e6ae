using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>Where the file is and how it is opened: the setting Database:ConnectionString, read once.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="LockTimeout">How long another's lock is waited for.</param>
internal sealed record DatabaseLocation(string Path, string ConnectionString, TimeSpan LockTimeout)
{
    /// <summary>How long to wait for another's lock where the connection string says nothing of "Default Timeout".</summary>
    private const int LockSeconds = 5;

    /// <summary>Reads a connection string. Throws <see cref="StorageException"/> where it can't name a file that is kept.</summary>
    public static DatabaseLocation Of(string connectionString)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new StorageException($"Database:ConnectionString is no connection string ({e.Message}). Write it as Data Source=/var/lib/ciwatch/ciwatch.db", e);
        }

        if (Fault(builder) is { } fault) throw new StorageException($"Database:ConnectionString {fault}");
        builder.DataSource = FullPath(builder.DataSource);
        builder.Cache = SqliteCacheMode.Private; // a shared cache answers "locked" at once, whatever the timeout
        builder.ForeignKeys = true;
        builder.Mode = SqliteOpenMode.ReadWrite; // a file that is gone is an error, and not an empty database; the start alone makes one
        if (!builder.ShouldSerialize("Default Timeout")) builder.DefaultTimeout = LockSeconds;
        return new(builder.DataSource, builder.ToString(), TimeSpan.FromSeconds(builder.DefaultTimeout));
    }

    private static string? Fault(SqliteConnectionStringBuilder builder) => builder switch
    {
        { DataSource: "" } => "names no file. Write it as Data Source=/var/lib/ciwatch/ciwatch.db",
        { Mode: SqliteOpenMode.Memory } or { DataSource: ":memory:" } => "names a database in memory, which is lost at every stop. Name a file.",
        { Mode: SqliteOpenMode.ReadOnly } => "opens the file for reading only. Leave Mode out.",
        { Cache: SqliteCacheMode.Shared } => "asks for a shared cache, under which writers fail at once instead of waiting. Leave Cache out.",
        { Password: not "" } => "sets a password, but the SQLite that comes with CI Watch does not encrypt. Leave Password out.",
        _ when builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) => "names an address. Name a plain path.",
        _ when builder.DataSource.Contains('\0') => "holds a NUL character. Name a plain path.",
        _ => null,
    };

    private static string FullPath(string dataSource)
    {
        try
        {
            return System.IO.Path.GetFullPath(dataSource);
        }
        catch (Exception e) when (e is ArgumentException or IOException or NotSupportedException)
        {
            throw new StorageException($"Database:ConnectionString names no usable path: {e.Message}", e);
        }
    }
}
