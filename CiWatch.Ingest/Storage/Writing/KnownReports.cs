using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>A report that is in the file, without its jobs: they follow from its words.</summary>
internal sealed record KnownReport(long Id, long PatchSetId, int PatchSet, Report Report);

/// <summary>A recheck that is in the file.</summary>
internal sealed record KnownRecheck(long Id, int PatchSet, Recheck Recheck);

/// <summary>Reads what is known, for what is told again.</summary>
internal sealed class KnownReports(SqliteConnection connection) : IDisposable
{
    private const string Reports = """
        SELECT r.Id, r.PatchSetId, p.Number, a.Username, a.Name, a.Email, a.Number, a.ServiceUser, c.Pipeline, r.Phase, r.Outcome, r.Vote,
            r.ReportedAt, r.Contradiction, r.Tag, t.Text, r.Sources, r.EventAt, t.EventText, r.MessageId
        FROM Reports r CROSS JOIN PatchSets p ON p.Id = r.PatchSetId CROSS JOIN Cis c ON c.Id = r.CiId CROSS JOIN Accounts a ON a.Id = c.AccountId
            CROSS JOIN ReportTexts t ON t.ReportId = r.Id
        WHERE r.Id = ?1
        """;

    private const string Rechecks = """
        SELECT q.Id, p.Number, a.Username, a.Name, a.Email, a.Number, a.ServiceUser, q.Target, q.At, q.Text, q.Sources, q.EventAt
        FROM PatchSets p CROSS JOIN Rechecks q ON q.PatchSetId = p.Id CROSS JOIN Accounts a ON a.Id = q.AccountId
        WHERE
        """;

    private readonly Statement _report = new(connection, Reports);
    private readonly Statement _rechecksNear = new(connection, $"{Rechecks} p.Id = ?1 AND q.At BETWEEN ?2 AND ?3 ORDER BY q.At, q.Id");
    private readonly Statement _rechecksOfChange = new(connection, $"{Rechecks} p.ChangeId = ?1 ORDER BY q.At, q.Id");

    /// <summary>The report of this key; null where it is not there any more.</summary>
    public KnownReport? Find(long id) => _report.RunForRow(Report, id);

    /// <summary>The rechecks of a patch set that an event of a time may tell of.</summary>
    public List<KnownRecheck> RechecksNear(long patchSet, DateTimeOffset at, bool isReplay)
    {
        var (from, to) = Tolerance.Around(at, isReplay);
        return _rechecksNear.RunForRows(Recheck, patchSet, from, to);
    }

    public List<KnownRecheck> RechecksOfChange(long change) => _rechecksOfChange.RunForRows(Recheck, change);

    public void Dispose()
    {
        _report.Dispose();
        _rechecksNear.Dispose();
        _rechecksOfChange.Dispose();
    }

    private static KnownReport Report(sqlite3_stmt r)
    {
        var (at, sources) = (r.Time(12), (ReportSources)r.Long(16));
        return new(r.Long(0), r.Long(1), (int)r.Long(2), new Report(
            Account(r, 3), r.Text(8) is { Length: > 0 } pipeline ? pipeline : null, (Phase)r.Long(9), (Outcome?)r.Number(10), (int?)r.Number(11),
            at, r.Truth(13), r.Text(14), r.Text(15)!, [])
        {
            Sources = sources,
            EventAt = EventTime.Read(r.TimeOrNull(17), at, sources),
            EventText = r.Text(18),
            MessageId = r.Text(19),
        });
    }

    private static KnownRecheck Recheck(sqlite3_stmt r)
    {
        var (at, sources) = (r.Time(8), (ReportSources)r.Long(10));
        return new(r.Long(0), (int)r.Long(1), new Recheck(Account(r, 2), r.Text(7), at, r.Text(9)!)
        {
            Sources = sources,
            EventAt = EventTime.Read(r.TimeOrNull(11), at, sources),
        });
    }

    internal static Account Account(sqlite3_stmt r, int first) =>
        new(r.Text(first), r.Text(first + 1), r.Text(first + 2), r.Number(first + 3), r.Truth(first + 4));
}
