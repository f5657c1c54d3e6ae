using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>
/// The keys of lines and reports. They never start again: reports name the lines that brought them after those were removed, and readers
/// outside may name reports.
/// </summary>
internal sealed class KeyTable(SqliteConnection connection) : IDisposable
{
    // The tables are asked too: a row that was added by hand is not in Keys.
    private readonly Statement _lastLine = new(connection, """
        SELECT max(coalesce((SELECT LastId FROM Keys WHERE Name = 'RawLines'), 0), coalesce((SELECT max(Id) FROM RawLines), 0))
        """);
    private readonly Statement _lastReport = new(connection, """
        SELECT max(coalesce((SELECT LastId FROM Keys WHERE Name = 'Reports'), 0), coalesce((SELECT max(Id) FROM Reports), 0))
        """);
    private readonly Statement _write = new(connection, "INSERT OR REPLACE INTO Keys(Name, LastId) VALUES ('RawLines', ?1), ('Reports', ?2)");
    private long _given;

    /// <summary>The key of the next line.</summary>
    public long NextLine { get; private set; }

    /// <summary>The key of the next report.</summary>
    public long NextReport { get; private set; }

    /// <summary>Under the write lock nobody else writes: the next keys are known for the whole batch.</summary>
    public void Begin()
    {
        NextLine = _lastLine.RunForNumber()!.Value + 1;
        NextReport = _lastReport.RunForNumber()!.Value + 1;
        _given = 0;
    }

    /// <summary>Gives a key to a line.</summary>
    public long TakeLine()
    {
        _given++;
        return NextLine++;
    }

    /// <summary>Gives a key to a report.</summary>
    public long TakeReport()
    {
        _given++;
        return NextReport++;
    }

    /// <summary>Writes what was given: before the transaction is committed.</summary>
    public void Flush()
    {
        if (_given > 0) _write.Run(NextLine - 1, NextReport - 1);
        _given = 0;
    }

    public void Dispose()
    {
        _lastLine.Dispose();
        _lastReport.Dispose();
        _write.Dispose();
    }
}
