using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>A report or recheck by the line that brought it, for reading lines again.</summary>
internal sealed class OwnReports(SqliteConnection connection) : IDisposable
{
    private readonly Statement _ofLine = new(connection, "SELECT Id FROM Reports WHERE RawLineId = ?1 ORDER BY Id");
    private readonly Statement _rechecksOfLine = new(connection, "SELECT Id FROM Rechecks WHERE RawLineId = ?1 ORDER BY Id");

    /// <summary>Whether a report's line is an event's and still there: then that event is the report's own.</summary>
    private readonly Statement _hasEventLine = new(connection, """
        SELECT EXISTS (SELECT 1 FROM Reports r JOIN RawLines l ON l.Id = r.RawLineId WHERE r.Id = ?1 AND l.Source <= 1 AND l.Id <> ?2)
        """);
    private readonly Statement _jobs = new(connection, """
        SELECT j.Name, n.Result, n.Outcome, n.Url, n.Seconds, n.Voting
        FROM JobRuns n LEFT JOIN Jobs j ON j.Id = n.JobId WHERE n.ReportId = ?1 ORDER BY n.Ordinal
        """);
    private readonly Statement _withoutLine = new(connection, """
        SELECT r.Id FROM Reports r
        WHERE r.Id > ?1 AND NOT EXISTS (SELECT 1 FROM RawLines l WHERE l.Id = r.RawLineId) ORDER BY r.Id LIMIT ?2
        """);

    public List<long> OfLine(long line) => _ofLine.RunForRows(r => r.Long(0), line);

    public List<long> RechecksOfLine(long line) => _rechecksOfLine.RunForRows(r => r.Long(0), line);

    /// <summary>Whether another event than this line's stands for the report.</summary>
    public bool IsOfAnotherEvent(long report, long line) => _hasEventLine.RunForNumber(report, line) == 1;

    public List<JobRun> Jobs(long report) => _jobs.RunForRows(
        r => new JobRun(r.Text(0), r.Text(1)!, (Outcome)r.Long(2), r.Text(3), (int?)r.Number(4), r.Truth(5)), report);

    /// <summary>Reports whose line was forgotten, from a key on.</summary>
    public List<long> WithoutLine(long after, int most) => _withoutLine.RunForRows(r => r.Long(0), after, most);

    public void Dispose()
    {
        foreach (var statement in new[] { _ofLine, _rechecksOfLine, _hasEventLine, _jobs, _withoutLine }) statement.Dispose();
    }
}
