using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// Keeps a service from using a database file that is no longer the one the setting names. Once a loss is found, no connection is opened
/// until <see cref="Reopen"/>: SQLite would mix what it knows of the old file with the new one.
/// </summary>
/// <param name="open">Opens a connection that is not kept for reuse; makes no file.</param>
internal sealed class FileWatch(DatabaseLocation location, Func<SqliteConnection> open) : IDisposable
{
    private readonly Lock _lock = new();
    private OpenFile? _file;
    private volatile string? _loss;

    /// <summary>What happened to the file; null while the path names the file that is open, and before the watch begins.</summary>
    public string? Loss
    {
        get
        {
            if (_loss is not null) return _loss;
            lock (_lock) return _loss ??= _file?.FindLoss();
        }
    }

    /// <summary>Begins the watch.</summary>
    public void Begin()
    {
        lock (_lock) _file ??= new OpenFile(open());
    }

    /// <exception cref="DatabaseFileException">The path names another file, or none.</exception>
    public void RequireInPlace()
    {
        if (Loss is { } loss) throw new DatabaseFileException(loss);
    }

    /// <summary>As <see cref="RequireInPlace"/>, for the files beside it too: slower.</summary>
    public void RequireWhole()
    {
        lock (_lock) _loss ??= _file?.FindAnyLoss();
        RequireInPlace();
    }

    /// <summary>After a loss: closes what is open of the old file, and opens what is in its place. Not for two threads at once.</summary>
    /// <param name="check">Throws where the file can't be used.</param>
    /// <exception cref="DatabaseFileException">Nothing is there, or something still reads the old file: to be tried again.</exception>
    public void Reopen(Action<SqliteConnection> check)
    {
        ClosePool();
        _file?.EmptyLog();
        if (!File.Exists(location.Path)) throw new DatabaseFileException(_loss = DatabaseFileException.Missing); // the old one stays open, and can be rescued
        _file?.Dispose();
        _file = null;
        using (var connection = open()) check(connection);
        _file = new OpenFile(open());
        _loss = null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_file is null) return;
        ClosePool();
        try
        {
            if (Loss is not null) _file.EmptyLog(); // else the file that took its place would be destroyed by it
        }
        catch (System.Data.Common.DbException)
        {
            // Nothing more can be done at the end.
        }

        _file.Dispose();
    }

    private void ClosePool()
    {
        using SqliteConnection pool = new(location.ConnectionString);
        SqliteConnection.ClearPool(pool);
    }
}
