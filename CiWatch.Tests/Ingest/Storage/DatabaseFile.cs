using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.Ingest.Storage;

/// <summary>A real database in a folder of its own, prepared; gone with the test.</summary>
internal sealed class DatabaseFile : IDisposable
{
    // Migrations take a quarter of a second: once is enough for most tests.
    private static readonly Lazy<byte[]> Prepared = new(() =>
    {
        using var file = new DatabaseFile(prepare: false);
        file.Database.Prepare();
        file.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        return File.ReadAllBytes(file.Path);
    });

    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-").FullName;

    public DatabaseFile(bool prepare = true)
    {
        Database = Open(Path);
        if (!prepare) return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllBytes(Path, Prepared.Value);
    }

    public string Path => System.IO.Path.Combine(_folder, "data", "ciwatch.db");

    public Database Database { get; }

    /// <summary>A short wait for locks, so that tests of it are short.</summary>
    public static Database Open(string path) =>
        new(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={path};Default Timeout=1" }));

    /// <summary>A copy of the files as they are now, as a kill would leave them. Returns its path.</summary>
    public string Copy(string name)
    {
        var copy = System.IO.Path.Combine(_folder, name);
        foreach (var ending in (string[])["", "-wal"])
        {
            if (File.Exists(Path + ending)) File.Copy(Path + ending, copy + ending);
        }

        return copy;
    }

    public long Number(string sql) => (long)(Scalar(sql) ?? throw new InvalidOperationException("Null"));

    public object? Scalar(string sql)
    {
        using var connection = Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        using (var pool = new SqliteConnection(Database.Location.ConnectionString)) SqliteConnection.ClearPool(pool);
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(_folder, true);
                return;
            }
            catch (IOException) when (tries < 20)
            {
                // A page's last question to the database still makes a file there.
            }
        }
    }
}
