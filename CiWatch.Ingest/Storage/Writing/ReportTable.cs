using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Reports with their texts and job runs, and rechecks. Only ever inserts: nothing that was said is unsaid.</summary>
internal sealed class ReportTable(SqliteConnection connection, AccountTable accounts, IdTable<(long, string)> cis, IdTable<string> jobs) : IDisposable
{
    private readonly Statement _report = new(connection, """
        INSERT INTO Reports(Id, PatchSetId, CiId, Phase, Outcome, Vote, ReportedAt, Contradiction, Tag, RawLineId)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);
    private readonly Statement _text = new(connection, "INSERT INTO ReportTexts(ReportId, Text) VALUES (?1, ?2)");
    private readonly Statement _run = new(connection, """
        INSERT INTO JobRuns(ReportId, Ordinal, JobId, Result, Outcome, Url, Seconds, Voting) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);
    private readonly Statement _recheck = new(
        connection, "INSERT INTO Rechecks(PatchSetId, AccountId, Target, At, Text, RawLineId) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    /// <summary>Inserts a report under the key <paramref name="id"/>.</summary>
    public void Insert(long id, long server, long patchSet, Report report, long rawLine)
    {
        var ci = cis.Id((accounts.Id(server, report.Account), report.Pipeline ?? ""));
        _report.Run(
            id, patchSet, ci, (int)report.Phase, (int?)report.Outcome, report.Vote, report.ReportedAt,
            report.Contradiction, report.Tag, rawLine);
        _text.Run(id, report.Text);
        for (var i = 0; i < report.Jobs.Length; i++)
        {
            var job = report.Jobs[i];
            long? jobId = job.Name is null ? null : jobs.Id(job.Name);
            _run.Run(id, i, jobId, job.Result, (int)job.Outcome, job.Url, job.Seconds, job.Voting);
        }
    }

    public void Insert(long server, long patchSet, Recheck recheck, long rawLine) =>
        _recheck.Run(patchSet, accounts.Id(server, recheck.Account), recheck.Target, recheck.At, recheck.Text, rawLine);

    public void Dispose()
    {
        _report.Dispose();
        _text.Dispose();
        _run.Dispose();
        _recheck.Dispose();
    }
}
