using System.Data.Common;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Storage.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Storage;

/// <summary>The SQLite file: makes it, brings its schema up to date, opens connections to it.</summary>
public sealed class Database : IDisposable
{
    private readonly DbContextOptions<CiWatchContext> _options;
    private readonly Lazy<string> _version;
    private readonly FileWatch _watch;
    private IDisposable? _service;

    /// <summary>Reads the setting; touches nothing yet.</summary>
    /// <exception cref="StorageException">The connection string names no file that is kept.</exception>
    public Database(IOptions<DatabaseOptions> options)
    {
        Location = DatabaseLocation.Of(options.Value.ConnectionString);
        IsTemporary = options.Value.IsTemporary;
        _options = new DbContextOptionsBuilder<CiWatchContext>()
            .UseSqlite(Location.ConnectionString)
            .AddInterceptors(new Pragmas())
            .Options;
        _watch = new(Location, () => OpenUnwatched(pooled: false));
        _version = new(() =>
        {
            using var context = Context();
            return context.Database.GetMigrations().Last();
        });
    }

    /// <summary>The file's full path.</summary>
    public string Path => Location.Path;

    /// <summary>Whether the file is made anew at each start: that of the demonstration.</summary>
    internal bool IsTemporary { get; }

    internal DatabaseLocation Location { get; }

    /// <summary>What happened to the file while a service uses it; null while the path names it.</summary>
    internal string? Loss => _watch.Loss;

    /// <summary>Makes sure that no other service stores in this file, until disposed.</summary>
    /// <exception cref="StorageException">Another one does; says which.</exception>
    public void Serve(DateTimeOffset now) => Guard(() =>
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Location.Path)!);
        _service ??= ServiceLock.Take(Location.Path, now);
    });

    /// <summary>Makes folder and file where they are missing and applies the migrations that are not yet in it.</summary>
    /// <exception cref="StorageException">Says what the operator has to do.</exception>
    public void Prepare() => Guard(() =>
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Location.Path)!);
        using var context = Context();
        using var turn = MigrationTurn.Take(Location.Path, Location.LockTimeout);
        if (!File.Exists(Location.Path)) MakeShrinkable();
        RefuseNewer(context);
        MigrationTurn.DropAbandonedLock(context);
        context.Database.Migrate();
        using (var connection = Open()) UseWal(connection);
        if (_service is null) return;
        Probe();
        _watch.Begin();
    });

    /// <summary>Looks whether the file is in its place and can be read, as a new connection sees it.</summary>
    /// <exception cref="DbException">Says what is wrong.</exception>
    internal void Probe()
    {
        _watch.RequireWhole();
        using var connection = OpenUnwatched(pooled: false);
        DatabaseProbe.Run(connection, _version.Value);
    }

    /// <summary>After a loss: opens what is in the file's place now. The writer's connection must be closed.</summary>
    /// <exception cref="DbException">It can't be used: to be tried again.</exception>
    internal void Reopen() => _watch.Reopen(connection =>
    {
        DatabaseProbe.Run(connection, _version.Value);
        UseWal(connection); // a backup's copy is not in this mode
    });

    /// <summary>Does what reads or writes the file.</summary>
    /// <exception cref="StorageException">Says what the operator has to do, where the file, its disk or a lock is at fault.</exception>
    public void Guard(Action use)
    {
        try
        {
            use();
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Database:ConnectionString: the database {Location.Path} can't be used: {Explain(e)}", e);
        }
    }

    /// <summary>A failure of the database in words for the operator.</summary>
    public string Explain(Exception? failure) => StorageTrouble.Explain(failure, Location.Path);

    /// <summary>A failure of the database in words for all who read pages: without paths of this machine.</summary>
    public static string ExplainPublicly(Exception? failure) => StorageTrouble.Explain(failure, null);

    /// <summary>A context for reading. SQLite is synchronous: never on a circuit's thread.</summary>
    internal CiWatchContext Context() => new(_options);

    /// <summary>Asks of one state of the file, whatever is written between the queries. SQLite is synchronous: never on a circuit's thread.</summary>
    internal T Read<T>(Func<CiWatchContext, T> question)
    {
        _watch.RequireInPlace();
        using var context = Context();
        context.Database.OpenConnection();
        // Deferred, since EF's own way would take the lock that the writer needs.
        using var snapshot = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
        context.Database.UseTransaction(snapshot);
        return question(context);
    }

    /// <summary>An open connection, with its pragmas. Makes no file.</summary>
    /// <param name="pooled">False for a writer: closing then really closes, and takes back whatever was begun.</param>
    /// <exception cref="DbException">The file can't be opened, or is no longer the one that a service opened.</exception>
    internal SqliteConnection Open(bool pooled = true)
    {
        _watch.RequireInPlace();
        return OpenUnwatched(pooled);
    }

    private SqliteConnection OpenUnwatched(bool pooled, bool makes = false)
    {
        var builder = new SqliteConnectionStringBuilder(Location.ConnectionString);
        if (!pooled) builder.Pooling = false;
        if (makes) builder.Mode = SqliteOpenMode.ReadWriteCreate;
        var connection = new SqliteConnection(builder.ToString());
        try
        {
            connection.Open();
            Pragmas.Apply(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes all of it, as it is at one moment, into a new file, without its unused pages. Writers go on meanwhile.</summary>
    /// <exception cref="StorageException">Says what the operator has to do.</exception>
    public void CopyTo(string path)
    {
        try
        {
            using var connection = Open(pooled: false);
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $path";
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("$path", path);
            command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw new StorageException($"The database {Location.Path} can't be copied to {path}: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _watch.Dispose();
        _service?.Dispose();
    }

    private void RefuseNewer(CiWatchContext context)
    {
        var known = context.Database.GetMigrations().ToHashSet();
        if (context.Database.GetAppliedMigrations().FirstOrDefault(m => !known.Contains(m)) is not { } newer) return;
        throw new StorageException(
            $"Database:ConnectionString: {Location.Path} was made by a newer CI Watch (it holds {newer}). Run that version, or name another file.");
    }

    /// <summary>Works on an empty file alone: what is forgotten gives its space back later, a few pages at a time.</summary>
    private void MakeShrinkable()
    {
        using var connection = OpenUnwatched(pooled: false, makes: true);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA auto_vacuum=INCREMENTAL";
        command.ExecuteNonQuery();
    }

    private void UseWal(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        if (command.ExecuteScalar() is "wal") return;
        throw new StorageException(
            $"Database:ConnectionString: {Location.Path} is on a file system without shared memory (a network share?), which SQLite's WAL needs. Name a local path.");
    }
}
