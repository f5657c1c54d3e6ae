using System.ComponentModel;
using CiWatch.App.Configuration;
using CiWatch.Ingest.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Api;

/// <summary>A page of one CI's reports on a change.</summary>
/// <param name="Reports">Newest first; those on the newest patch set come first.</param>
/// <param name="Total">How many there are, here or on other pages.</param>
/// <param name="Next">Where the earlier ones are; null where none are.</param>
internal sealed record ReportsAnswer(long Change, string Ci, IReadOnlyList<PlacedReportAnswer> Reports, int Total, string? Next);

/// <summary>A report and the patch set that it speaks of.</summary>
internal sealed record PlacedReportAnswer(int PatchSet, ReportAnswer Report);

/// <summary>GET /api/v1/changes/{number}/reports?ci=KEY&amp;server=NAME.</summary>
internal static class ReportsEndpoint
{
    /// <summary>How many times as many reports a page may have as one that names no size.</summary>
    private const int Times = 10;

    public static async Task<Results<Ok<ReportsAnswer>, ProblemHttpResult>> Get(
        [Description(ApiWords.ChangeNumber)] long number,
        [Description(ApiWords.Ci)] string? ci,
        [Description("A patch set's number; all of them without one.")] int? patchSet,
        [Description(ApiWords.Server)] string? server,
        [Description("Which page, from 1 on: the newest reports are on page 1.")] string? page,
        [Description(ApiWords.Size)] string? size,
        ReportStore reports,
        IOptions<LimitOptions> limits,
        HttpRequest request,
        CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(ci)) return Problems.Bad("Say whose reports: ?ci=zuul check. /api/v1/changes/{number} has the keys.");
        var few = reports.Limits.CellReports;
        if (Paging.Of(page, size, limits.Value, few, few * Times, out var nonsense) is not { } paging) return Problems.Bad(nonsense);
        if (await reports.FindChangeHeadAsync(number, server, cancel) is not { } change) return ChangeEndpoint.NotSeen(server);
        var found = patchSet is { } n
            ? await reports.OfCellAsync(change.Server, number, n, ci, null, cancel, paging.Skipped, paging.Size)
            : await reports.OfCiAsync(change.Server, number, 0, ci, null, cancel, paging.Skipped, paging.Size);
        return TypedResults.Ok(new ReportsAnswer(
            number, ci, [.. found.Reports.Reverse().Select(r => new PlacedReportAnswer(r.PatchSet, ChangeEndpoint.Answer(r.Stored)))],
            found.Total, paging.Next(request, found.Total)));
    }
}
