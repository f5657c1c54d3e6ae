using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>Looks whether the database is sound, and counts what is in it: all of one state of the file, while a service may go on writing.</summary>
internal sealed class Soundness : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;

    public Soundness(Database database)
    {
        _connection = database.Open();
        _snapshot = _connection.BeginTransaction(deferred: true);
    }

    /// <summary>What SQLite and the foreign keys complain of, at most a hundred lines; none where all is well.</summary>
    public IReadOnlyList<string> Damage() =>
    [
        .. Rows("PRAGMA integrity_check").Select(r => r[0]).Where(r => r != "ok"),
        .. Rows("PRAGMA foreign_key_check").Select(r => $"row {r[1]} of {r[0]} refers to a row of {r[2]} that is not there").Take(100),
    ];

    /// <summary>
    /// Reports and rechecks whose line is not there though it should be: lines go when they are old, from the lowest key on. Where none is
    /// kept, none should be.
    /// </summary>
    public long WithoutLine() => Number("""
        SELECT
            (SELECT count(*) FROM Reports r WHERE r.RawLineId >= (SELECT min(Id) FROM RawLines)
                AND NOT EXISTS (SELECT 1 FROM RawLines l WHERE l.Id = r.RawLineId))
            + (SELECT count(*) FROM Rechecks q WHERE q.RawLineId >= (SELECT min(Id) FROM RawLines)
                AND NOT EXISTS (SELECT 1 FROM RawLines l WHERE l.Id = q.RawLineId))
        """);

    /// <summary>Reports without words: each has some, be they empty.</summary>
    public long WithoutText() => Number("SELECT count(*) FROM Reports r WHERE NOT EXISTS (SELECT 1 FROM ReportTexts t WHERE t.ReportId = r.Id)");

    /// <summary>For each server and source: lines kept, and reports that it told.</summary>
    public IReadOnlyList<(string Server, string Source, long Lines, long Reports)> BySource() =>
    [
        .. Rows("""
            SELECT s.Name, k.Name,
                (SELECT count(*) FROM RawLines l WHERE l.ServerId = s.Id AND l.Source = k.Line),
                (SELECT count(*) FROM Reports r JOIN PatchSets p ON p.Id = r.PatchSetId JOIN Changes c ON c.Id = p.ChangeId
                    WHERE c.ServerId = s.Id AND r.Sources & k.Bit)
            FROM Servers s, (SELECT 'stream' AS Name, 0 AS Line, 1 AS Bit UNION ALL SELECT 'replay', 1, 2 UNION ALL SELECT 'query', 2, 4
                UNION ALL SELECT 'REST', 3, 8) k
            ORDER BY s.Name, k.Line
            """).Select(r => (r[0], r[1], Number(r, 2), Number(r, 3))),
    ];

    /// <summary>For each server: its counts, how far it is caught up, and how many gaps are open.</summary>
    public IReadOnlyList<(string Server, long Events, long Reports, long Malformed, long Dropped, string CaughtUpTo, long Gaps)> Servers() =>
    [
        .. Rows("""
            SELECT Name, Events, (SELECT count(*) FROM Reports r JOIN PatchSets p ON p.Id = r.PatchSetId JOIN Changes c ON c.Id = p.ChangeId
                    WHERE c.ServerId = Servers.Id), Malformed, Dropped,
                coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', CaughtUpTo / 1000, 'unixepoch'), 'never'),
                (SELECT count(*) FROM Gaps WHERE ServerId = Servers.Id)
            FROM Servers ORDER BY Name
            """).Select(r => (r[0], Number(r, 1), Number(r, 2), Number(r, 3), Number(r, 4), r[5], Number(r, 6))),
    ];

    public void Dispose()
    {
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private static long Number(string[] row, int column) => long.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture);

    private long Number(string sql) => Number(Rows(sql)[0], 0);

    private List<string[]> Rows(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader r = command.ExecuteReader();
        List<string[]> rows = [];
        while (r.Read()) rows.Add([.. Enumerable.Range(0, r.FieldCount).Select(i => Convert.ToString(r.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }
}
