using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>
/// Reads what reports are recognized by, for what is told again: of one event the few candidates, however many reports its patch set
/// has; of a history all of its change, without their texts.
/// </summary>
internal sealed class KnownSayings(SqliteConnection connection) : IDisposable
{
    private const string Columns = """
        SELECT r.Id, p.Number, c.AccountId, r.ReportedAt, r.Sources, r.EventAt, r.MessageId, r.Vote, r.Tag IS NOT NULL, r.TextKey, r.EventTextKey
        FROM PatchSets p CROSS JOIN Reports r ON r.PatchSetId = p.Id CROSS JOIN Cis c ON c.Id = r.CiId
        """;

    private readonly Statement _ofChange = new(connection, $"{Columns} WHERE p.ChangeId = ?1 ORDER BY r.ReportedAt, r.Id");
    // By the same account, at nearly the same time, with the same text; 2 is the bit of texts that count comments (see TextKey).
    private readonly Statement _near = new(connection, $"""
        {Columns} CROSS JOIN Accounts a ON a.Id = c.AccountId
        WHERE p.Id = ?1 AND r.ReportedAt BETWEEN ?2 AND ?3 AND a.Key = ?4
            AND (r.TextKey = ?5 OR r.EventTextKey = ?5 OR (?6 AND r.TextKey & 2) OR r.TextKey IS NULL)
        ORDER BY r.ReportedAt, r.Id
        """);
    private readonly Statement _account = new(connection, "SELECT Username, Name, Email, Number, ServiceUser FROM Accounts WHERE Id = ?1");
    private readonly Statement _texts = new(connection, "SELECT Text, EventText FROM ReportTexts WHERE ReportId = ?1");
    private readonly Statement _setKeys = new(connection, "UPDATE Reports SET TextKey = ?2, EventTextKey = ?3 WHERE Id = ?1");

    /// <summary>All of a change, in the order of time.</summary>
    public List<KnownSaying> OfChange(long change) => Complete(_ofChange.RunForRows(Read, change));

    /// <summary>Those of a patch set that an event may tell of, in the order of time.</summary>
    public List<KnownSaying> Near(long patchSet, Saying told, bool isReplay)
    {
        var (from, to) = Tolerance.Around(told.At, isReplay);
        return Complete(_near.RunForRows(Read, patchSet, from, to, told.Account, told.Text.Value, told.Text.HasBareHeader));
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _ofChange, _near, _account, _texts, _setKeys }) statement.Dispose();
    }

    private static Row Read(sqlite3_stmt r)
    {
        var (at, sources) = (r.Time(3), (ReportSources)r.Long(4));
        TextKey? eventText = r.Number(10) is { } e ? new TextKey(e) : null;
        Saying saying = new((int)r.Long(1), "", at, new(r.Long(9)), eventText, EventTime.Read(r.TimeOrNull(5), at, sources), r.Text(6), sources)
        {
            Vote = (int?)r.Number(7),
        };
        return new(r.Long(0), r.Long(2), saying, r.Truth(8), IsKeyed: r.Number(9) is not null);
    }

    private List<KnownSaying> Complete(List<Row> rows)
    {
        Dictionary<long, Account> accounts = [];
        return rows.ConvertAll(row =>
        {
            if (!accounts.TryGetValue(row.Account, out var account))
                accounts[row.Account] = account = _account.RunForRow(r => KnownReports.Account(r, 0), row.Account)!;
            var saying = row.IsKeyed ? row.Saying : WithKeys(row);
            return new KnownSaying(row.Id, saying with { Account = account.Key }, account, row.HasTag);
        });
    }

    /// <summary>A report that an earlier version wrote gets its keys now, so that no upgrade has to read all texts.</summary>
    private Saying WithKeys(Row row)
    {
        var (text, eventText) = _texts.RunForRow(r => (r.Text(0), r.Text(1)), row.Id);
        var saying = row.Saying with { Text = TextKey.Of(text ?? ""), EventText = TextKey.OfOptional(eventText) };
        _setKeys.Run(row.Id, saying.Text.Value, saying.EventText?.Value);
        return saying;
    }

    private readonly record struct Row(long Id, long Account, Saying Saying, bool HasTag, bool IsKeyed);
}
