using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Reports with their texts and job runs. What was said is never unsaid; another source may complete it.</summary>
internal sealed class ReportTable(SqliteConnection connection, AccountTable accounts, IdTable<(long, string)> cis, IdTable<string> jobs) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO Reports(Id, PatchSetId, CiId, Phase, Outcome, Vote, ReportedAt, Contradiction, Tag, RawLineId, Sources, EventAt, MessageId,
            TextKey, EventTextKey)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """);
    private readonly Statement _text = new(connection, "INSERT INTO ReportTexts(ReportId, Text, EventText) VALUES (?1, ?2, ?3)");
    private readonly Statement _run = new(connection, """
        INSERT INTO JobRuns(ReportId, Ordinal, JobId, Result, Outcome, Url, Seconds, Voting) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);
    private readonly Statement _update = new(connection, """
        UPDATE Reports SET CiId = ?2, Phase = ?3, Outcome = ?4, Vote = ?5, ReportedAt = ?6, Contradiction = ?7, Tag = ?8,
            Sources = ?9, EventAt = ?10, MessageId = ?11, TextKey = ?12, EventTextKey = ?13
        WHERE Id = ?1
        """);
    private readonly Statement _updateText = new(connection, "UPDATE ReportTexts SET Text = ?2, EventText = ?3 WHERE ReportId = ?1");
    private readonly Statement _removeRuns = new(connection, "DELETE FROM JobRuns WHERE ReportId = ?1");
    private readonly Statement _remove = new(connection, "DELETE FROM Reports WHERE Id = ?1");

    /// <summary>Inserts a report under the key <paramref name="id"/>.</summary>
    public void Insert(long id, long server, long patchSet, Report report, long rawLine)
    {
        _insert.Run(
            id, patchSet, Ci(server, report), (int)report.Phase, (int?)report.Outcome, report.Vote, report.ReportedAt, report.Contradiction,
            report.Tag, rawLine, (int)report.Sources, EventTime.Stored(report.EventAt, report.ReportedAt), report.MessageId,
            TextKey.Of(report.Text).Value, TextKey.OfOptional(report.EventText)?.Value);
        _text.Run(id, report.Text, report.EventText);
        InsertRuns(id, report);
    }

    /// <summary>Writes what is now known of a report, its jobs too where they are given.</summary>
    public void Update(long id, long server, Report report, bool withJobs)
    {
        _update.Run(
            id, Ci(server, report), (int)report.Phase, (int?)report.Outcome, report.Vote, report.ReportedAt, report.Contradiction,
            report.Tag, (int)report.Sources, EventTime.Stored(report.EventAt, report.ReportedAt), report.MessageId,
            TextKey.Of(report.Text).Value, TextKey.OfOptional(report.EventText)?.Value);
        if (!withJobs) return;
        _updateText.Run(id, report.Text, report.EventText);
        _removeRuns.Run(id);
        InsertRuns(id, report);
    }

    /// <summary>Takes a report out, with its text and jobs: only where its own line, read again, holds none.</summary>
    public void Remove(long id) => _remove.Run(id);

    public void Dispose()
    {
        foreach (var statement in new[] { _insert, _text, _run, _update, _updateText, _removeRuns, _remove }) statement.Dispose();
    }

    private long Ci(long server, Report report) => cis.Id((accounts.Id(server, report.Account), report.Pipeline ?? ""));

    private void InsertRuns(long id, Report report)
    {
        for (var i = 0; i < report.Jobs.Length; i++)
        {
            var job = report.Jobs[i];
            long? jobId = job.Name is null ? null : jobs.Id(job.Name);
            _run.Run(id, i, jobId, job.Result, (int)job.Outcome, job.Url, job.Seconds, job.Voting);
        }
    }
}
