using System.Collections.Immutable;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Writes what a change's history says and is not yet known. The line itself is kept only where it brought a report or a recheck.</summary>
internal sealed class SnapshotWriting(Tables tables)
{
    /// <summary>Writes a change's history, and says what was new in it.</summary>
    public CommittedLine Write(long server, DerivedLine line)
    {
        var (snapshot, closedAt, reports, rechecks) = line.Snapshot!;
        var (change, project) = Describe(server, snapshot, closedAt);
        Dictionary<int, long> patchSets = [];
        foreach (var p in snapshot.PatchSets) patchSets[p.Number] = tables.PatchSets.Upsert(server, change, project, p, snapshot.UpdatedAt).Id;

        long PatchSet(int number, DateTimeOffset at) => patchSets.TryGetValue(number, out var id)
            ? id
            : patchSets[number] = tables.PatchSets.Upsert(server, change, project, new(number, null, null, null, null, null), at).Id;

        var (committed, isNew) = Write(server, change, reports, PatchSet);
        isNew |= Write(server, change, rechecks, PatchSet);
        if (isNew) tables.RawLines.Insert(server, line, null);
        return new CommittedLine(line, committed, isNew);
    }

    /// <summary>The end first, by the message that told it, so that its time is not guessed from what came after.</summary>
    private (long Id, long ProjectId) Describe(long server, ChangeSnapshot snapshot, DateTimeOffset? closedAt)
    {
        if (closedAt is { } at)
        {
            var type = snapshot.Change.Status == ChangeStatus.Merged ? "change-merged" : "change-abandoned";
            tables.Changes.Upsert(server, snapshot.Change, type, at);
        }

        return tables.Changes.Upsert(server, snapshot.Change, "query", snapshot.UpdatedAt);
    }

    /// <summary>The reports that are new or told better, and whether any has other words now: then the line is kept for a later reading.</summary>
    private (ImmutableArray<CommittedReport> Reports, bool Words) Write(
        long server, long change, ImmutableArray<SaidReport> told, Func<int, DateTimeOffset, long> patchSet)
    {
        if (told.IsEmpty) return ([], false);
        var words = false;
        var known = tables.Sayings.OfChange(change);
        var places = SnapshotMatch.Align([.. known.Select(k => k.Saying)], [.. told.Select(t => Saying.Of(t.PatchSet, t.Report))]);
        var committed = ImmutableArray.CreateBuilder<CommittedReport>();
        for (var i = 0; i < told.Length; i++)
        {
            var (number, report) = told[i];
            if (places[i] < 0)
            {
                var id = tables.NextReport();
                tables.Reports.Insert(id, server, patchSet(number, report.ReportedAt), report, tables.RawLines.NextId);
                tables.PatchSets.ToldByAnother(change, number);
                tables.Servers.CountReport(server);
                committed.Add(new(id, number, report));
                words = true;
                continue;
            }

            if (!known[places[i]].IsCompletedBy(report)) continue;
            var before = tables.Known.Find(known[places[i]].Id)!;
            var after = ReportMaker.Merge(before.Report, report);
            if (after with { Jobs = [] } == before.Report) continue;
            var otherWords = before.Report.Text != after.Text || before.Report.EventText != after.EventText || before.Report.Vote != after.Vote;
            tables.Reports.Update(before.Id, server, after, withJobs: otherWords);
            committed.Add(new(before.Id, before.PatchSet, after, IsNew: false));
            words |= otherWords;
        }

        return (committed.DrainToImmutable(), words);
    }

    private bool Write(long server, long change, ImmutableArray<SaidRecheck> told, Func<int, DateTimeOffset, long> patchSet)
    {
        if (told.IsEmpty) return false;
        var isNew = false;
        var known = tables.Known.RechecksOfChange(change);
        var places = SnapshotMatch.Align([.. known.Select(k => Saying.Of(k.PatchSet, k.Recheck))], [.. told.Select(t => Saying.Of(t.PatchSet, t.Recheck))]);
        for (var i = 0; i < told.Length; i++)
        {
            var (number, recheck) = told[i];
            if (places[i] < 0)
            {
                tables.Rechecks.Insert(server, patchSet(number, recheck.At), recheck, tables.RawLines.NextId);
                tables.PatchSets.ToldByAnother(change, number);
                isNew = true;
            }
            else if (known[places[i]].Recheck is var before && before.With(recheck) is var after && after != before)
            {
                tables.Rechecks.Update(known[places[i]].Id, after);
            }
        }

        return isNew;
    }
}
