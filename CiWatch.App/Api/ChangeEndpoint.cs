using System.ComponentModel;
using CiWatch.App.Configuration;
using CiWatch.App.Language;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Api;

/// <summary>A change with what CIs said of its patch sets, oldest first.</summary>
/// <param name="Total">How many patch sets it has, here or on other pages; page 1 has the newest.</param>
/// <param name="Next">Where the earlier patch sets are; null where none are.</param>
internal sealed record ChangeAnswer(
    string Server, string Project, string Branch, long Number, string Subject, string? Owner, string Status, string? Url,
    IReadOnlyList<PatchSetAnswer> PatchSets, int Total, string? Next);

/// <summary>One patch set; its reports oldest first.</summary>
/// <param name="Total">How many reports it has; where <paramref name="Reports"/> are fewer, each CI's reports address has all of them.</param>
internal sealed record PatchSetAnswer(int Number, string? Kind, DateTimeOffset CreatedAt, IReadOnlyList<ReportAnswer> Reports, int Total);

/// <summary>One report. Outcome is null where the phase is no result.</summary>
/// <param name="Size">How large it is where not all of it is here; null where it is whole.</param>
internal sealed record ReportAnswer(
    string Ci, string Account, string? Pipeline, string Phase, string? Outcome, int? Vote, DateTimeOffset ReportedAt, bool Contradiction,
    string Text, IReadOnlyList<JobAnswer> Jobs, ReportSizeAnswer? Size = null);

/// <summary>How large a report is of which not all is shown.</summary>
/// <param name="Bytes">Its text, as UTF-8.</param>
/// <param name="Jobs">How many jobs it lists.</param>
internal sealed record ReportSizeAnswer(long Bytes, int Jobs);

/// <summary>One job run.</summary>
internal sealed record JobAnswer(string? Name, string Result, string Outcome, string? Url, int? Seconds, bool Voting);

/// <summary>GET /api/v1/changes/{number}?server=NAME.</summary>
internal static class ChangeEndpoint
{
    public static async Task<Results<Ok<ChangeAnswer>, ProblemHttpResult>> Get(
        [Description(ApiWords.ChangeNumber)] long number,
        [Description(ApiWords.Server)] string? server,
        [Description("Which page of patch sets, from 1 on: the newest are on page 1.")] string? page,
        [Description(ApiWords.Size)] string? size,
        ReportStore reports,
        IOptions<LimitOptions> limits,
        HttpRequest request,
        CancellationToken cancel)
    {
        var most = reports.Limits.PatchSets;
        if (Paging.Of(page, size, limits.Value, most, most, out var nonsense) is not { } paging) return Problems.Bad(nonsense);
        if (await reports.FindChangeAsync(number, server, cancel, paging.Skipped, paging.Size) is not { } change) return NotSeen(server);
        return TypedResults.Ok(new ChangeAnswer(
            change.Server, change.Info.Project, change.Info.Branch, change.Info.Number, change.Info.Subject, change.Info.Owner?.Shown,
            (change.Info.Status ?? ChangeStatus.Open).Word(), change.Info.Url,
            [
                .. change.PatchSets.Select(p =>
                    new PatchSetAnswer(p.Info.Number, p.Info.Kind, p.CreatedAt, [.. p.Reports.Select(Answer)], p.Total)),
            ],
            change.Total, paging.Next(request, change.Total)));
    }

    /// <summary>What is said of a change that is not known.</summary>
    public static ProblemHttpResult NotSeen(string? server) => Problems.NotFound(server is null
        ? "No event of that change has been seen."
        : "No event of that change has been seen on that server; /api/v1/status lists the servers.");

    /// <summary>A stored report in the words of the API.</summary>
    public static ReportAnswer Answer(StoredReport r) => Answer(r.Report) with { Size = r.Cut is { } cut ? new(cut.Bytes, cut.Jobs) : null };

    /// <summary>A report in the words of the API.</summary>
    public static ReportAnswer Answer(Report r) => new(
        r.Ci, r.Account.Key, r.Pipeline, r.Phase.Word(), r.Outcome?.Word(), r.Vote, r.ReportedAt, r.Contradiction, r.WholeText,
        [.. r.Jobs.Select(j => new JobAnswer(j.Name, j.Result, j.Outcome.Word(), j.Url, j.Seconds, j.Voting))]);
}
