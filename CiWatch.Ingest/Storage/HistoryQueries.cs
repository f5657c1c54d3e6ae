using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// The SQL of <see cref="HistoryReader"/>. CROSS JOIN is SQLite's way to fix the order of the loops, which here is the order of reading:
/// no sorting, whatever the statistics say.
/// </summary>
internal static class HistoryQueries
{
    public const string Servers = "SELECT Name, LastEventAt, Events, Reports, Malformed, Dropped FROM Servers";

    public const string Projects = "SELECT p.Id, s.Name, p.Name FROM Projects p JOIN Servers s ON s.Id = p.ServerId";

    public const string Cis = """
        SELECT c.Id, a.Key, c.Pipeline, coalesce(nullif(a.Name, ''), a.Key) FROM Cis c JOIN Accounts a ON a.Id = c.AccountId
        """;

    public const string Jobs = "SELECT Id, Name FROM Jobs";

    public const string CisOfProjects = $"SELECT DISTINCT ps.ProjectId, r.CiId {Window} CROSS JOIN Reports r ON r.PatchSetId = ps.Id";

    public const string PatchSets = $"""
        SELECT ps.Id, ps.ProjectId, c.Number, ps.Number, c.Subject, coalesce(nullif(a.Name, ''), a.Key, ''), c.Branch, c.Url, c.ChangeId,
            c.Topic, c.Status, c.Wip, ps.Kind, ps.CreatedAt, c.ClosedAt,
            (SELECT min(n.CreatedAt) FROM PatchSets n WHERE n.ChangeId = ps.ChangeId AND n.Number > ps.Number),
            (SELECT max(q.At) FROM Rechecks q WHERE q.PatchSetId = ps.Id AND q.Target IS NULL), c.Hashtags
        {Window} CROSS JOIN Changes c ON c.Id = ps.ChangeId LEFT JOIN Accounts a ON a.Id = c.OwnerId
        {Order}
        """;

    public const string Reports = $"""
        SELECT r.PatchSetId, r.Id, r.CiId, r.Phase, r.Outcome, r.Vote, r.ReportedAt, r.Contradiction
        {Window} CROSS JOIN Reports r ON r.PatchSetId = ps.Id
        {Order}, r.ReportedAt, r.Id
        """;

    public const string JobRuns = $"""
        SELECT j.ReportId, j.JobId, j.Result, j.Outcome, CASE WHEN j.JobId IS NULL THEN j.Url END, j.Seconds, j.Voting
        {Window} CROSS JOIN Reports r ON r.PatchSetId = ps.Id CROSS JOIN JobRuns j ON j.ReportId = r.Id
        {Order}, r.ReportedAt, r.Id, j.Ordinal
        """;

    private const string Window = "FROM Projects p CROSS JOIN PatchSets ps ON ps.ProjectId = p.Id AND ps.CreatedAt >= $since";

    private const string Order = "ORDER BY p.Id, ps.CreatedAt DESC, ps.Id DESC";

    /// <summary>Runs one of them. The reader is the same object for each row.</summary>
    public static IEnumerable<SqliteDataReader> Rows(this string sql, SqliteConnection connection, DateTimeOffset? since = null)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (since is { } from) command.Parameters.AddWithValue("$since", from.ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader;
    }
}
