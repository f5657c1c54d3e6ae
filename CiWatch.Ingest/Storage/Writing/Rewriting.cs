using System.Collections.Immutable;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>
/// Writes what a kept line says now, where that differs from what it said when it came. Times, ids, tags and who told a report stay;
/// what is read from words and votes is read again.
/// </summary>
internal sealed class Rewriting(Tables tables, OwnReports own, CiRules rules)
{
    /// <summary>Of the last history that was asked for: where each of its reports stands among those that were known before.</summary>
    private (long? Line, ImmutableArray<int> Places) _aligned;

    /// <summary>Reports and rechecks that were changed, added or taken out since this was made.</summary>
    public RewriteCount Count { get; private set; }

    /// <summary>Takes one line, read again.</summary>
    public void Write(long lineId, DerivedLine line)
    {
        _aligned = default;
        var server = tables.Servers.Id(line.Line.Server);
        SaidReport[] told = line.Report is { } report && line.Event?.PatchSet is { } p ? [new(p.Number, report)] : [.. line.Snapshot?.Reports ?? []];
        var known = Known(own.OfLine(lineId));
        var places = SnapshotMatch.Align([.. known.Select(k => Loose(Saying.Of(k.PatchSet, k.Report)))], [.. told.Select(t => Loose(Saying.Of(t.PatchSet, t.Report)))]);
        // One event holds one report: it is that one, whatever words it has by now.
        if (line.Event is not null && known.Count == 1 && told.Length == 1) places = [0];
        for (var i = 0; i < told.Length; i++)
        {
            if (places[i] >= 0) Again(server, known[places[i]], line.Event is null ? null : told[i].Report);
            else Add(server, lineId, line, told[i], i);
        }

        for (var i = 0; i < known.Count; i++)
            if (!places.Contains(i)) AgainOrNone(server, known[i]);
        Rechecks(server, lineId, line);
    }

    /// <summary>Reads a report again whose line was forgotten: from the words that are kept.</summary>
    public void Write(IEnumerable<long> reports)
    {
        foreach (var known in Known(reports)) AgainOrNone(tables.Servers.IdOfPatchSet(known.PatchSetId), known);
    }

    private static Saying Loose(Saying s) => s with { MessageId = null, Sources = ReportSources.Stream };

    private List<KnownReport> Known(IEnumerable<long> reports) =>
        [.. reports.Select(tables.Known.Find).OfType<KnownReport>().OrderBy(k => k.Report.ReportedAt).ThenBy(k => k.Id)];

    /// <param name="told">By the event, which knows the vote; null where a history tells it.</param>
    private void Again(long server, KnownReport known, Report? told)
    {
        var before = known.Report with { Jobs = [.. own.Jobs(known.Id)] };
        var after = ReportMaker.Again(told is null ? before : before with { Vote = told.Vote });
        if (after with { Jobs = [] } == before with { Jobs = [] } && after.Jobs.SequenceEqual(before.Jobs)) return;
        tables.Reports.Update(known.Id, server, after, withJobs: true);
        Count = Count with { Changed = Count.Changed + 1 };
    }

    private void AgainOrNone(long server, KnownReport known)
    {
        if (ReportReader.IsReport(known.Report, rules))
        {
            Again(server, known, null);
            return;
        }

        tables.Reports.Remove(known.Id);
        Count = Count with { Removed = Count.Removed + 1 };
    }

    /// <param name="place">Which of the line's reports it is.</param>
    private void Add(long server, long lineId, DerivedLine line, SaidReport told, int place)
    {
        var (change, project) = tables.Changes.Upsert(server, line.Change!, line.Event?.Type ?? "query", Time(line));
        var patchSet = tables.PatchSets.Upsert(server, change, project, new(told.PatchSet, null, null, null, null, null), Time(line)).Id;
        if (IsKnown(change, patchSet, lineId, line, told, place)) return;
        tables.Reports.Insert(tables.NextReport(), server, patchSet, told.Report, lineId);
        Count = Count with { Added = Count.Added + 1 };
    }

    private bool IsKnown(long change, long patchSet, long lineId, DerivedLine line, SaidReport told, int place)
    {
        var saying = Saying.Of(told.PatchSet, told.Report);
        if (line.Snapshot is null)
        {
            var others = tables.Sayings.Near(patchSet, saying, isReplay: true).Where(k => !own.IsOfAnotherEvent(k.Id, lineId));
            return EventMatch.Find([.. others.Select(k => k.Saying)], saying, nth: 1) >= 0;
        }

        // Of all that this history tells, the place of this one: equal ones must not stand for each other.
        if (_aligned.Line != lineId)
        {
            _aligned = (lineId, SnapshotMatch.Align(
                [.. tables.Sayings.OfChange(change).Select(k => k.Saying)], [.. line.Snapshot.Reports.Select(t => Saying.Of(t.PatchSet, t.Report))]));
        }

        return _aligned.Places[place] >= 0;
    }

    private void Rechecks(long server, long lineId, DerivedLine line)
    {
        SaidRecheck[] told = line.Recheck is { } recheck && line.Event?.PatchSet is { } p ? [new(p.Number, recheck)] : [.. line.Snapshot?.Rechecks ?? []];
        var ids = own.RechecksOfLine(lineId);
        if (told.Length == 0 && ids.Count > 0)
        {
            tables.Rechecks.RemoveOfLine(lineId);
            Count = Count with { Removed = Count.Removed + ids.Count };
        }

        if (ids.Count > 0) return;
        foreach (var (number, asked) in told)
        {
            var (change, project) = tables.Changes.Upsert(server, line.Change!, line.Event?.Type ?? "query", Time(line));
            var patchSet = tables.PatchSets.Upsert(server, change, project, new(number, null, null, null, null, null), Time(line)).Id;
            var known = tables.Known.RechecksNear(patchSet, asked.At, isReplay: true).ConvertAll(k => Loose(Saying.Of(number, k.Recheck)));
            if (SnapshotMatch.Align(known, [Loose(Saying.Of(number, asked))])[0] >= 0) continue;
            tables.Rechecks.Insert(server, patchSet, asked, lineId);
            Count = Count with { Added = Count.Added + 1 };
        }
    }

    private static DateTimeOffset Time(DerivedLine line) => line.Event?.At ?? line.Snapshot?.Snapshot.UpdatedAt ?? line.Line.ReceivedAt;
}
