using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// Reads a little of the database as a new connection sees it: connections that are open have parts of it in memory and do not notice
/// damage. The header, the schema, the version and both ends of each table: some milliseconds, however large the file is. Damage
/// elsewhere shows when it is read; the command "check" reads all.
/// </summary>
internal static class DatabaseProbe
{
    /// <param name="version">The newest migration that this program knows.</param>
    /// <exception cref="SqliteException">It can't be read or written.</exception>
    /// <exception cref="DatabaseFileException">It is of another version.</exception>
    public static void Run(SqliteConnection connection, string version)
    {
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1) throw new SqliteException("SQLite Error 8: 'attempt to write a readonly database'.", 8);
        var tables = Rows(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'");
        if (!tables.Exists(t => t[0] == "__EFMigrationsHistory") || Rows(connection, "SELECT max(MigrationId) FROM __EFMigrationsHistory")[0][0] != version)
            throw new DatabaseFileException(DatabaseFileException.OtherVersion);
        foreach (var table in tables)
        {
            var name = table[0].Replace("\"", "\"\"", StringComparison.Ordinal);
            Rows(connection, $"SELECT * FROM \"{name}\" LIMIT 1");
            if (!table[1].Contains("WITHOUT ROWID", StringComparison.OrdinalIgnoreCase)) Rows(connection, $"SELECT * FROM \"{name}\" ORDER BY rowid DESC LIMIT 1");
        }
    }

    private static List<string[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file, and names that the schema holds, quoted.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<string[]> rows = [];
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString() ?? "")]);
        return rows;
    }
}
