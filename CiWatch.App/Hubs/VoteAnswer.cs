using CiWatch.App.Api;
using CiWatch.Ingest.Intake;

namespace CiWatch.App.Hubs;

/// <summary>A report as the hub sends it: the same as in /api/v1/changes, and where it belongs.</summary>
internal sealed record VoteAnswer(
    string Server, string Project, string Branch, long Change, int PatchSet, string Subject, string? Url, ReportAnswer Report)
{
    /// <summary>The reports of a committed batch that were not known before.</summary>
    public static IEnumerable<VoteAnswer> Of(IEnumerable<CommittedLine> batch) =>
        from line in batch
        let change = line.Line.Change
        where change is not null
        from report in line.Reports
        where report.IsNew
        select new VoteAnswer(
            line.Line.Line.Server, change.Project, change.Branch, change.Number, report.PatchSet, change.Subject, change.Url,
            ChangeEndpoint.Answer(report.Report));

    /// <summary>About what it takes in memory.</summary>
    public long Size => 400 + (2L * Report.Text.Length) + Report.Jobs.Sum(j => 100 + (2L * (j.Result.Length + (j.Name?.Length ?? 0) + (j.Url?.Length ?? 0))));
}
