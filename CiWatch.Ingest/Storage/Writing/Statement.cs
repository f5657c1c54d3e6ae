using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>
/// One prepared statement, run many times. Values go in by place, from 1. It speaks to the library under Microsoft.Data.Sqlite,
/// whose commands look every parameter up by name and make a reader for each run: a batch took a fifth longer with them.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    public void Run(params ReadOnlySpan<Value> values) => RunForRow(static _ => 0, values);

    /// <summary>The first number that the statement gives; null where it gives no row.</summary>
    public long? RunForNumber(params ReadOnlySpan<Value> values) =>
        RunForRow<long?>(static row => raw.sqlite3_column_int64(row, 0), values);

    /// <summary>The first row, as <paramref name="read"/> takes it; default where there is none.</summary>
    public T? RunForRow<T>(Func<sqlite3_stmt, T> read, params ReadOnlySpan<Value> values)
    {
        for (var i = 0; i < values.Length; i++) Check(values[i].Bind(_statement, i + 1));
        try
        {
            var code = raw.sqlite3_step(_statement);
            if (code == raw.SQLITE_DONE) return default;
            if (code != raw.SQLITE_ROW) Check(code);
            return read(_statement);
        }
        finally
        {
            // Its code says again what step said. Bindings stay, and each run binds all of them.
            _ = raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>All rows, as <paramref name="read"/> takes them.</summary>
    public List<T> RunForRows<T>(Func<sqlite3_stmt, T> read, params ReadOnlySpan<Value> values)
    {
        for (var i = 0; i < values.Length; i++) Check(values[i].Bind(_statement, i + 1));
        List<T> rows = [];
        try
        {
            int code;
            while ((code = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW) rows.Add(read(_statement));
            if (code != raw.SQLITE_DONE) Check(code);
            return rows;
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
