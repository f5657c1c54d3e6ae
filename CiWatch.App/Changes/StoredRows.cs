using System.Collections.Immutable;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;

namespace CiWatch.App.Changes;

/// <summary>What the database has of a change, as rows like those in memory. Pure.</summary>
internal static class StoredRows
{
    /// <summary>One row for each patch set, oldest first. The database is not asked for rechecks; waits are not shown on such rows.</summary>
    public static ImmutableArray<BoardRow> Of(StoredChange change)
    {
        List<BoardRow> rows = [];
        for (var i = 0; i < change.PatchSets.Length; i++)
        {
            var patchSet = change.PatchSets[i];
            var row = BoardRows.New(change.Info, patchSet.Info, patchSet.CreatedAt) with
            {
                ClosedAt = change.ClosedAt,
                SupersededAt = i + 1 < change.PatchSets.Length ? change.PatchSets[i + 1].CreatedAt : null,
            };
            row = patchSet.Reports.Aggregate(row, (r, stored) => r.WithReport(stored.Report.Ci, Head(stored), int.MaxValue));
            rows.Add(row with { Cis = [.. row.Cis.Select(c => c with { NotHeld = patchSet.LeftOut.GetValueOrDefault(c.Ci) })] });
        }

        return [.. rows];
    }

    /// <summary>The CIs that spoke, by key.</summary>
    public static ImmutableDictionary<string, CiInfo> Cis(StoredChange change) => change.PatchSets.SelectMany(p => p.Reports)
        .Select(r => r.Report).DistinctBy(r => r.Ci)
        .ToImmutableDictionary(r => r.Ci, r => new CiInfo(r.Ci, r.Account.Key, r.Pipeline, r.Account.Shown));

    /// <summary>A report as rows have it.</summary>
    public static ReportHead Head(StoredReport stored) => new(
        stored.Id, stored.Report.Phase, stored.Report.Outcome, stored.Report.Vote, stored.Report.ReportedAt, stored.Report.Contradiction,
        [.. stored.Report.Jobs.Select(j => new JobMark(j.Name ?? j.Url ?? "", j.Result, j.Outcome, j.Seconds, j.Voting))]);
}
