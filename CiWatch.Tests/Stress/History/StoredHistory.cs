using Microsoft.Data.Sqlite;

namespace CiWatch.Tests.Stress.History;

/// <summary>Reads reports and rechecks by plain SQL, not by the program's own classes: a second opinion on what is in the file.</summary>
internal sealed class StoredHistory(string databaseFile)
{
    public List<Stored> Reports() => Read("""
        SELECT r.Id, c.Number, p.Number, a.Username, t.Text, r.ReportedAt, r.Vote, r.RawLineId
        FROM Reports r JOIN ReportTexts t ON t.ReportId = r.Id JOIN PatchSets p ON p.Id = r.PatchSetId JOIN Changes c ON c.Id = p.ChangeId
            JOIN Cis i ON i.Id = r.CiId JOIN Accounts a ON a.Id = i.AccountId
        """);

    public List<Stored> Rechecks() => Read("""
        SELECT r.Id, c.Number, p.Number, a.Username, r.Text, r.At, NULL, r.RawLineId
        FROM Rechecks r JOIN PatchSets p ON p.Id = r.PatchSetId JOIN Changes c ON c.Id = p.ChangeId JOIN Accounts a ON a.Id = r.AccountId
        """);

    /// <summary>All columns of a raw line but its bytes, and these where they are short: for people who look for a fault.</summary>
    public string RawLine(long id) => string.Join("; ", Rows(
        "SELECT * FROM RawLines WHERE Id = $at", id, r => string.Join(' ', Enumerable.Range(0, r.FieldCount).Select(i => $"{r.GetName(i)}={Short(r.GetValue(i))}"))));

    /// <summary>Raw lines that hold a text.</summary>
    public string RawLinesWith(string text) => string.Join(", ", Rows(
        "SELECT Id FROM RawLines WHERE instr(CAST(Bytes AS TEXT), $at) > 0 LIMIT 20", text, r => r.GetInt64(0)));

    /// <summary>"ok", or what is broken.</summary>
    public string Soundness() => string.Join("; ", Rows("PRAGMA integrity_check", "", r => r.GetString(0)).Concat(
        Rows("PRAGMA foreign_key_check", "", r => $"foreign key of {r.GetString(0)}")).Concat(
        Rows("SELECT Id FROM Reports WHERE RawLineId NOT IN (SELECT Id FROM RawLines)", "", r => $"report {r.GetInt64(0)} has no raw line")));

    private List<Stored> Read(string sql) => Rows(sql, "", r => new Stored(
        r.GetInt64(0), r.GetInt32(1), r.GetInt32(2), r.GetString(3), r.GetString(4),
        DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(5)), r.IsDBNull(6) ? null : r.GetInt32(6), r.GetInt64(7)));

    private List<T> Rows<T>(string sql, object at, Func<SqliteDataReader, T> read)
    {
        using SqliteConnection connection = new($"Data Source={databaseFile};Mode=ReadOnly;Pooling=False;Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$at", at);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private static string Short(object value) => value is byte[] bytes ? $"{bytes.Length} bytes" : $"{value}";
}
