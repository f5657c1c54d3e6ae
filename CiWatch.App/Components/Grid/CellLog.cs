using System.Collections.Immutable;
using CiWatch.App.Security;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>Which log a reader wants who asks for a cell's. Pure.</summary>
internal static class CellLog
{
    /// <summary>
    /// Of the newest result: the named job's, else the first failed job's that counts, else of any that did not pass, else any. Only
    /// http and https; null where none is linked.
    /// </summary>
    public static string? Of(ImmutableArray<StoredReport> reports, string? job) =>
        reports.LastOrDefault(r => r.Report.Phase == Phase.Result && !r.Report.Jobs.IsEmpty)?.Report.Jobs
            .Where(j => job is null || j.Name == job)
            .OrderBy(j => (j.Outcome, j.Voting) switch { (Outcome.Fail, true) => 0, (Outcome.Infra, true) => 1, (Outcome.Pass, _) => 3, _ => 2 })
            .Select(j => SafeUrl.Of(j.Url))
            .FirstOrDefault(url => url is not null);
}
