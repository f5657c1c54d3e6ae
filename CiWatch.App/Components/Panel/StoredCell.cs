using System.Collections.Immutable;
using CiWatch.App.Changes;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Panel;

/// <summary>A cell as the database has it: for one that no grid in memory shows any more. Pure.</summary>
internal static class StoredCell
{
    /// <summary>The cell; null where its change is none of the project's, or the CI said nothing of the patch set.</summary>
    public static CellView? Of(StoredChange change, string project, CellKey key, DateTimeOffset now, CellLimits limits)
    {
        if (change.Info.Project != project) return null;
        var at = change.PatchSets.ToList().FindIndex(p => p.Info.Number == key.PatchSet);
        if (at < 0) return null;
        var patchSet = change.PatchSets[at];
        if (patchSet.Reports.FirstOrDefault(r => r.Report.Ci == key.Ci)?.Report is not { } first) return null;
        var also = first.Pipeline == "check" ? first.Account.Key : null; // as grids have it: what names no pipeline stands in the first one
        var reports = patchSet.Reports.Where(r => r.Report.Ci == key.Ci || r.Report.Ci == also).Select(StoredRows.Head).ToImmutableArray();
        var row = StoredRows.Of(change)[at] with { Cis = [new CiReports(key.Ci, reports)] };
        var name = first.Account.Shown;
        var column = new GridColumn(
            key.Ci, first.Pipeline is null ? name : $"{name} {first.Pipeline}", first.Account.Key, first.Pipeline, false,
            [.. reports.SelectMany(r => r.Jobs).Select(j => j.Name).Distinct().Order(StringComparer.Ordinal)], also);
        var cell = CellBuilder.Build(row, column, false, now, limits);
        return new CellView(new GridRow(row, [cell]), column, cell, key.Job);
    }
}
