using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>One report that failed, of the change's fault or the CI's.</summary>
internal sealed record Failure(string Server, string Project, BoardRow Row, CiInfo Ci, ReportHead Report);

/// <summary>Which reports failed. Pure.</summary>
internal static class Failures
{
    /// <summary>The newest failures of boards, newest first.</summary>
    /// <param name="ci">Of this CI alone: a key, or an account with all its pipelines.</param>
    public static IReadOnlyList<Failure> Newest(IEnumerable<ProjectBoard> boards, string? ci, int most) =>
    [
        .. (from board in boards
            from row in board.Rows
            from reports in row.Cis
            let info = board.Cis.GetValueOrDefault(reports.Ci) ?? new CiInfo(reports.Ci, reports.Ci, null, reports.Ci)
            where ci is null || info.Ci == ci || info.Account == ci
            from report in reports.Reports
            where report is { Phase: Phase.Result, Outcome: Outcome.Fail or Outcome.Infra }
            select new Failure(board.Server, board.Project, row, info, report))
            .OrderByDescending(f => f.Report.At).ThenByDescending(f => f.Report.Id).Take(most),
    ];

    /// <summary>Whether a board knows a CI, by its key or account.</summary>
    public static bool Knows(ProjectBoard board, string ci) => board.Cis.ContainsKey(ci) || board.Cis.Values.Any(c => c.Account == ci);
}
