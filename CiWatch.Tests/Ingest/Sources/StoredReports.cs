using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.Data.Sqlite;

namespace CiWatch.Tests.Ingest.Sources;

/// <summary>A database that raw lines of any source are written to, and what it then holds, for comparing.</summary>
internal sealed class StoredReports : IDisposable
{
    private readonly DatabaseFile _file = new();
    private readonly Deriver _deriver = new(CiRules.Default, new WatchedServers(new WatchedServer(RecordedStory.Server, _ => true)), TimeSpan.FromDays(1));

    /// <summary>All reports with all that is known of them, in a canonical order; one text for each.</summary>
    public IReadOnlyList<string> Reports => Rows("""
        SELECT c.Number, p.Number, a.Key, i.Pipeline, r.Phase, r.Outcome, r.Vote, r.ReportedAt, r.Contradiction, r.Tag, r.Sources,
            coalesce(r.EventAt, CASE WHEN r.Sources & 3 THEN r.ReportedAt END), r.MessageId, t.Text, t.EventText,
            (SELECT group_concat(coalesce(j.Name, '') || '=' || n.Result || n.Outcome || coalesce(n.Url, '') || coalesce(n.Seconds, '') || n.Voting, ';')
                FROM JobRuns n LEFT JOIN Jobs j ON j.Id = n.JobId WHERE n.ReportId = r.Id)
        FROM Reports r JOIN PatchSets p ON p.Id = r.PatchSetId JOIN Changes c ON c.Id = p.ChangeId JOIN ReportTexts t ON t.ReportId = r.Id
            JOIN Cis i ON i.Id = r.CiId JOIN Accounts a ON a.Id = i.AccountId
        """);

    /// <summary>Which CI said something on which patch set, and when the message was stored; without what it is that was said.</summary>
    public IReadOnlyList<string> Sayings => Rows("""
        SELECT c.Number, p.Number, a.Key FROM Reports r JOIN PatchSets p ON p.Id = r.PatchSetId JOIN Changes c ON c.Id = p.ChangeId
            JOIN Cis i ON i.Id = r.CiId JOIN Accounts a ON a.Id = i.AccountId
        UNION ALL
        SELECT c.Number, p.Number, 'recheck by ' || a.Key FROM Rechecks q JOIN PatchSets p ON p.Id = q.PatchSetId
            JOIN Changes c ON c.Id = p.ChangeId JOIN Accounts a ON a.Id = q.AccountId
        """);

    public IReadOnlyList<string> Rechecks => Rows("""
        SELECT c.Number, p.Number, a.Key, q.Target, q.At, q.Text, q.Sources FROM Rechecks q JOIN PatchSets p ON p.Id = q.PatchSetId
            JOIN Changes c ON c.Id = p.ChangeId JOIN Accounts a ON a.Id = q.AccountId
        """);

    public IReadOnlyList<string> Changes => Rows("""
        SELECT c.Number, c.Status, c.Subject, c.Topic, c.Hashtags, c.Wip, (SELECT group_concat(Number || ' ' || Kind || ' ' || CreatedAt) FROM
            (SELECT Number, Kind, CreatedAt FROM PatchSets WHERE ChangeId = c.Id ORDER BY Number)) FROM Changes c
        """);

    public long RawLines => (long)_file.Scalar("SELECT count(*) FROM RawLines")!;

    public Database Database => _file.Database;

    /// <summary>Writes lines in their order, as batches of some size.</summary>
    public StoredReports With(IEnumerable<RawLine> lines, int batch = 50)
    {
        using var writer = new BatchWriter(_file.Database);
        foreach (var some in lines.Chunk(batch)) writer.Write([.. some.Select(_deriver.Derive)]);
        return this;
    }

    public void Dispose() => _file.Dispose();

    private List<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
