using System.ComponentModel;
using CiWatch.App.Language;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CiWatch.App.Api;

/// <summary>A change with all reports on all its patch sets.</summary>
internal sealed record ChangeAnswer(
    string Server, string Project, string Branch, long Number, string Subject, string? Owner, string Status, string? Url,
    IReadOnlyList<PatchSetAnswer> PatchSets);

/// <summary>One patch set; its reports oldest first.</summary>
internal sealed record PatchSetAnswer(int Number, string? Kind, DateTimeOffset CreatedAt, IReadOnlyList<ReportAnswer> Reports);

/// <summary>One report. Outcome is null where the phase is no result.</summary>
internal sealed record ReportAnswer(
    string Ci, string Account, string? Pipeline, string Phase, string? Outcome, int? Vote, DateTimeOffset ReportedAt, bool Contradiction,
    string Text, IReadOnlyList<JobAnswer> Jobs);

/// <summary>One job run.</summary>
internal sealed record JobAnswer(string? Name, string Result, string Outcome, string? Url, int? Seconds, bool Voting);

/// <summary>GET /api/v1/changes/{number}?server=NAME.</summary>
internal static class ChangeEndpoint
{
    public static async Task<Results<Ok<ChangeAnswer>, ProblemHttpResult>> Get(
        [Description("The change's number on its server.")] long number,
        [Description(ApiWords.Server)] string? server,
        ReportStore reports,
        CancellationToken cancel)
    {
        if (await reports.FindChangeAsync(number, server, cancel) is not { } change)
        {
            return Problems.NotFound(server is null
                ? "No event of that change has been seen."
                : "No event of that change has been seen on that server; /api/v1/status lists the servers.");
        }

        return TypedResults.Ok(new ChangeAnswer(
            change.Server, change.Info.Project, change.Info.Branch, change.Info.Number, change.Info.Subject, change.Info.Owner?.Shown,
            (change.Info.Status ?? ChangeStatus.Open).Word(), change.Info.Url,
            [.. change.PatchSets.Select(p => new PatchSetAnswer(p.Info.Number, p.Info.Kind, p.CreatedAt, [.. p.Reports.Select(r => Answer(r.Report))]))]));
    }

    /// <summary>A report in the words of the API.</summary>
    public static ReportAnswer Answer(Report r) => new(
        r.Ci, r.Account.Key, r.Pipeline, r.Phase.Word(), r.Outcome?.Word(), r.Vote, r.ReportedAt, r.Contradiction, r.WholeText,
        [.. r.Jobs.Select(j => new JobAnswer(j.Name, j.Result, j.Outcome.Word(), j.Url, j.Seconds, j.Voting))]);
}
