using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>All tables that lines are written to, on one connection, with the keys that each remembers.</summary>
internal sealed class Tables : IDisposable
{
    /// <summary>How many rows of one table are remembered. A full memory is emptied: about 100 MB at worst, in all tables together.</summary>
    private const int Remembered = 50_000;

    private readonly IdTable<(long, string)> _projects;
    private readonly IdTable<(long, string)> _cis;
    private readonly IdTable<string> _jobs;
    private readonly KeyTable _keys;

    public Tables(SqliteConnection connection)
    {
        Servers = new(connection);
        _projects = new(
            connection,
            "SELECT Id FROM Projects WHERE ServerId = ?1 AND Name = ?2",
            "INSERT INTO Projects(ServerId, Name) VALUES (?1, ?2) RETURNING Id",
            key => [key.Item1, key.Item2]);
        Accounts = new(connection);
        _cis = new(
            connection,
            "SELECT Id FROM Cis WHERE AccountId = ?1 AND Pipeline = ?2",
            "INSERT INTO Cis(AccountId, Pipeline) VALUES (?1, ?2) RETURNING Id",
            key => [key.Item1, key.Item2]);
        _jobs = new(connection, "SELECT Id FROM Jobs WHERE Name = ?1", "INSERT INTO Jobs(Name) VALUES (?1) RETURNING Id", name => [name]);
        Changes = new(connection, _projects, Accounts);
        PatchSets = new(connection, Accounts);
        Reports = new(connection, Accounts, _cis, _jobs);
        Rechecks = new(connection, Accounts);
        Known = new(connection);
        Sayings = new(connection);
        _keys = new(connection);
        RawLines = new(connection, _keys);
        Positions = new(connection);
    }

    public ServerTable Servers { get; }

    public AccountTable Accounts { get; }

    public ChangeTable Changes { get; }

    public PatchSetTable PatchSets { get; }

    public ReportTable Reports { get; }

    public RecheckTable Rechecks { get; }

    public KnownReports Known { get; }

    public KnownSayings Sayings { get; }

    public RawLineTable RawLines { get; }

    public PositionTable Positions { get; }

    private ICached[] Cached => [_projects, Accounts, _cis, _jobs, Changes, PatchSets];

    /// <summary>The key for one more report, known while the write lock is held.</summary>
    public long NextReport() => _keys.TakeReport();

    /// <summary>Under the lock nobody else writes: the next keys are known for the whole batch.</summary>
    public void Begin() => _keys.Begin();

    /// <summary>Forgets what is too much to remember: between two batches.</summary>
    public void Trim()
    {
        foreach (var table in Cached)
        {
            if (table.Count > Remembered) table.Clear();
        }
    }

    /// <summary>Forgets all keys, and what is not yet written.</summary>
    public void Clear()
    {
        foreach (var table in Cached) table.Clear();
        Servers.Clear();
    }

    /// <summary>Writes what was gathered.</summary>
    public void Flush()
    {
        Changes.Flush();
        Servers.Flush();
        _keys.Flush();
    }

    public void Dispose()
    {
        IDisposable[] parts =
        [
            Servers, _projects, Accounts, _cis, _jobs, Changes, PatchSets, Reports, Rechecks, Known, Sayings, _keys, RawLines, Positions,
        ];
        foreach (var part in parts) part.Dispose();
    }
}
