using CiWatch.Ingest.Intake;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>
/// One connection with its prepared statements and with the keys that it knows. It is thrown away after any failure, so that it never
/// knows of a row that is not in the file.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    /// <summary>How many rows of one table are remembered. A full memory is emptied: about 100 MB at worst, in all tables together.</summary>
    private const int Remembered = 50_000;

    private readonly SqliteConnection _connection;
    private readonly ServerTable _servers;
    private readonly IdTable<(long, string)> _projects;
    private readonly AccountTable _accounts;
    private readonly IdTable<(long, string)> _cis;
    private readonly IdTable<string> _jobs;
    private readonly ChangeTable _changes;
    private readonly PatchSetTable _patchSets;
    private readonly ReportTable _reports;
    private readonly Statement _rawLine;
    private long _nextRawLine;
    private long _nextReport;

    public WriteSession(Database database)
    {
        _connection = database.Open(pooled: false);
        _servers = new(_connection);
        _projects = new(
            _connection,
            "SELECT Id FROM Projects WHERE ServerId = ?1 AND Name = ?2",
            "INSERT INTO Projects(ServerId, Name) VALUES (?1, ?2) RETURNING Id",
            key => [key.Item1, key.Item2]);
        _accounts = new(_connection);
        _cis = new(
            _connection,
            "SELECT Id FROM Cis WHERE AccountId = ?1 AND Pipeline = ?2",
            "INSERT INTO Cis(AccountId, Pipeline) VALUES (?1, ?2) RETURNING Id",
            key => [key.Item1, key.Item2]);
        _jobs = new(_connection, "SELECT Id FROM Jobs WHERE Name = ?1", "INSERT INTO Jobs(Name) VALUES (?1) RETURNING Id", name => [name]);
        _changes = new(_connection, _projects, _accounts);
        _patchSets = new(_connection, _accounts);
        _reports = new(_connection, _accounts, _cis, _jobs);
        _rawLine = new(_connection, """
            INSERT INTO RawLines(Id, ServerId, ReceivedAt, EventAt, Type, Fault, Bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """);
    }

    private ICached[] Cached => [_projects, _accounts, _cis, _jobs, _changes, _patchSets];

    /// <summary>Takes the file's write lock.</summary>
    public void Begin()
    {
        foreach (var table in Cached)
        {
            if (table.Count > Remembered) table.Clear();
        }

        Execute("BEGIN IMMEDIATE");
        // Under the lock nobody else writes: the next keys are known for the whole batch.
        _nextRawLine = Number("SELECT coalesce(max(Id), 0) + 1 FROM RawLines");
        _nextReport = Number("SELECT coalesce(max(Id), 0) + 1 FROM Reports");
    }

    /// <summary>Writes the raw line, then what was derived from it. Returns the key of its report.</summary>
    public long? Write(DerivedLine line)
    {
        var server = _servers.Id(line.Line.Server);
        var raw = WriteRaw(server, line, Fault(line));
        if (line.Event is not { } e)
        {
            _servers.CountMalformed(server);
            return null;
        }

        _servers.CountEvent(server, e.At, e.Type == "dropped-output");
        if (e.Change is null) return null;
        var at = e.At ?? line.Report?.ReportedAt ?? line.Recheck?.At ?? line.Line.ReceivedAt;
        var (change, project) = _changes.Upsert(server, e.Change, e.Type, at);
        if (e.PatchSet is null) return null;
        var patchSet = _patchSets.Upsert(server, change, project, e.PatchSet, at);
        if (line.Recheck is { } recheck) _reports.Insert(server, patchSet, recheck, raw);
        if (line.Report is not { } report) return null;
        _reports.Insert(_nextReport, server, patchSet, report, raw);
        _servers.CountReport(server);
        return _nextReport++;
    }

    /// <summary>
    /// Like <see cref="Write"/>, but where a value of this line is refused, nothing but the raw line and the reason is kept.
    /// </summary>
    public CommittedLine WriteCarefully(DerivedLine line)
    {
        Execute("SAVEPOINT Line");
        try
        {
            var report = Write(line);
            Flush();
            Execute("RELEASE Line");
            return new CommittedLine(line, report);
        }
        catch (Exception e) when (Failures.IsOfOneRow(e))
        {
            Execute("ROLLBACK TO Line");
            foreach (var table in Cached) table.Clear();
            _servers.Clear();
            var refused = line with { Event = null, Report = null, Recheck = null, Fault = $"Could not be stored: {e.Message}" };
            Write(refused);
            Flush();
            Execute("RELEASE Line");
            return new CommittedLine(refused, null);
        }
    }

    /// <summary>Adds to a server's count of lost events.</summary>
    public void CountDropped(string server, long events) => _servers.CountDropped(_servers.Id(server), events);

    /// <summary>Writes what was gathered and commits.</summary>
    public void Commit()
    {
        Flush();
        Execute("COMMIT");
    }

    public void Dispose()
    {
        IDisposable[] parts = [_servers, _projects, _accounts, _cis, _jobs, _changes, _patchSets, _reports, _rawLine, _connection];
        foreach (var part in parts) part.Dispose();
    }

    private static string? Fault(DerivedLine line) => line switch
    {
        { Event: null } => line.Fault ?? line.Line.Fault ?? "No event",
        { Report: null, Recheck: null } => line.Fault,
        { Event: { Change: null } or { PatchSet: null } } => line.Fault ?? "A comment that names no patch set",
        _ => line.Fault,
    };

    private long WriteRaw(long server, DerivedLine line, string? fault)
    {
        _rawLine.Run(
            _nextRawLine, server, line.Line.ReceivedAt, line.Event?.At, line.Event?.Type,
            fault, line.Line.Bytes);
        return _nextRawLine++;
    }

    private void Flush()
    {
        _changes.Flush();
        _servers.Flush();
    }

    private void Execute(string sql)
    {
        using var statement = new Statement(_connection, sql);
        statement.Run();
    }

    private long Number(string sql)
    {
        using var statement = new Statement(_connection, sql);
        return statement.RunForNumber()!.Value;
    }
}
