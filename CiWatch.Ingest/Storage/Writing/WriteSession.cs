using CiWatch.Ingest.Intake;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>
/// One connection with its prepared statements and with the keys that it knows. It is thrown away after any failure, so that it never
/// knows of a row that is not in the file.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _version;
    private readonly EventWriting _events;
    private readonly SnapshotWriting _snapshots;
    private readonly Forgetting _forgetting;
    private long? _seen;

    public WriteSession(Database database)
    {
        _connection = database.Open(pooled: false);
        Tables = new(_connection);
        _version = new(_connection, "PRAGMA data_version");
        _events = new(Tables);
        _snapshots = new(Tables);
        _forgetting = new(_connection);
    }

    public SqliteConnection Connection => _connection;

    public Tables Tables { get; }

    /// <summary>Whether another connection was found to have written to the file.</summary>
    public bool IntrudedUpon { get; set; }

    /// <summary>Takes the file's write lock.</summary>
    public void Begin()
    {
        Tables.Trim();
        Execute("BEGIN IMMEDIATE");
        Look();
        Tables.Begin();
    }

    /// <summary>Writes the raw line, then what was derived from it.</summary>
    public CommittedLine Write(DerivedLine line)
    {
        var server = Tables.Servers.Id(line.Line.Server);
        var committed = line switch
        {
            { Snapshot: not null } => _snapshots.Write(server, line),
            { Event: not null } => _events.Write(server, line),
            _ => WriteMalformed(server, line),
        };
        if (line.Line.Step is { } step) Tables.Positions.Take(server, step);
        return committed;
    }

    /// <summary>
    /// Like <see cref="Write"/>, but where a value of this line is refused, nothing but the raw line and the reason is kept.
    /// </summary>
    public CommittedLine WriteCarefully(DerivedLine line)
    {
        Execute("SAVEPOINT Line");
        try
        {
            var committed = Write(line);
            Tables.Flush();
            Execute("RELEASE Line");
            return committed;
        }
        catch (Exception e) when (Failures.IsOfOneRow(e))
        {
            Execute("ROLLBACK TO Line");
            Tables.Clear();
            Tables.Begin();
            var refused = line with { Event = null, Snapshot = null, Report = null, Recheck = null, Fault = $"Could not be stored: {e.Message}" };
            var committed = Write(refused);
            Tables.Flush();
            Execute("RELEASE Line");
            return committed;
        }
    }

    /// <summary>Adds to a server's count of lost events.</summary>
    public void CountDropped(string server, long events) => Tables.Servers.CountDropped(Tables.Servers.Id(server), events);

    /// <summary>Takes out a few of the oldest rows. Returns how many.</summary>
    public int Forget(DateTimeOffset linesBefore, DateTimeOffset reportsBefore, int most)
    {
        var lines = _forgetting.Lines(linesBefore, most);
        var reports = _forgetting.Reports(reportsBefore, most - lines);
        // Their keys are nobody's now.
        if (reports > 0) Tables.Clear();
        return lines + reports;
    }

    /// <summary>Gives up to so many unused pages back.</summary>
    public void Shrink(int pages)
    {
        if (_forgetting.FreePages() == 0) return;
        using var statement = new Statement(_connection, FormattableString.Invariant($"PRAGMA incremental_vacuum({pages})"));
        statement.RunForRows(_ => 0);
    }

    /// <summary>Writes what was gathered and commits.</summary>
    public void Commit()
    {
        Tables.Flush();
        Execute("COMMIT");
    }

    /// <summary>Forgets the keys that it knows where another connection has written since: a command of this program, perhaps.</summary>
    public void Look()
    {
        var version = _version.RunForNumber();
        if (_seen is not null && version != _seen)
        {
            Tables.Clear();
            IntrudedUpon = true;
        }

        _seen = version;
    }

    public void Dispose()
    {
        Tables.Dispose();
        _version.Dispose();
        _forgetting.Dispose();
        _connection.Dispose();
    }

    /// <summary>Runs one statement that gives nothing.</summary>
    public void Execute(string sql)
    {
        using var statement = new Statement(_connection, sql);
        statement.Run();
    }

    private CommittedLine WriteMalformed(long server, DerivedLine line)
    {
        if (line.Line.Source == LineSource.Replay && Tables.RawLines.IsKept(server, line)) return new CommittedLine(line, [], IsNew: false);
        // The page's last line may be no change at all: it carries the position, and is not worth keeping.
        if (line.Fault is null && line.Line.Step is not null) return new CommittedLine(line, [], IsNew: false);
        Tables.RawLines.Insert(server, line, line.Fault ?? line.Line.Fault ?? "No event");
        Tables.Servers.CountMalformed(server);
        return new CommittedLine(line, []);
    }
}
