using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Writes what one event says. Another source may have told it before: then the two become one.</summary>
internal sealed class EventWriting(Tables tables)
{
    /// <summary>Writes an event, and says what it brought.</summary>
    public CommittedLine Write(long server, DerivedLine line)
    {
        var e = line.Event!;
        var replayed = line.Line.Source == LineSource.Replay;
        var says = line.Report is not null || line.Recheck is not null;
        if (replayed && !says && tables.RawLines.IsKept(server, line)) return new CommittedLine(line, [], IsNew: false);

        var (report, isNew) = says ? Told(server, line) : (null, true);
        if (!says) Describe(server, line);
        if (replayed && !isNew) return new CommittedLine(line, [], IsNew: false);

        tables.RawLines.Insert(server, line, Fault(line));
        tables.Servers.CountEvent(server, e.At, line.NewestAt, e.Type == "dropped-output", movesPosition: !replayed && !line.IsOld);
        if (report is { IsNew: true }) tables.Servers.CountReport(server);
        return new CommittedLine(line, report is null ? [] : [report]);
    }

    private static string? Fault(DerivedLine line) =>
        line is { Report: null, Recheck: null } or { Event: { Change: not null, PatchSet: not null } } ? line.Fault : line.Fault ?? "A comment that names no patch set";

    private (CommittedReport? Report, bool IsNew) Told(long server, DerivedLine line)
    {
        if (Describe(server, line) is not var (change, patchSet)) return (null, line.Line.Source != LineSource.Replay || !tables.RawLines.IsKept(server, line));
        // The hot path: what the stream alone has told needs no look at what is known.
        var look = patchSet.ToldByAnother || line.Line.Source == LineSource.Replay;
        var number = line.Event!.PatchSet!.Number;
        if (line.Line.Source == LineSource.Replay) tables.PatchSets.ToldByAnother(change, number);
        if (line.Recheck is { } recheck) return (null, Write(server, patchSet.Id, number, recheck, look, line.Nth.Said));
        return Write(server, patchSet.Id, number, line.Report!, look, line.Nth.Said);
    }

    private (long Change, PatchSetEntry PatchSet)? Describe(long server, DerivedLine line)
    {
        var e = line.Event!;
        if (e.Change is null) return null;
        var at = e.At ?? line.Report?.ReportedAt ?? line.Recheck?.At ?? line.Line.ReceivedAt;
        var (change, project) = tables.Changes.Upsert(server, e.Change, e.Type, at);
        return e.PatchSet is null ? null : (change, tables.PatchSets.Upsert(server, change, project, e.PatchSet, at));
    }

    private (CommittedReport? Report, bool IsNew) Write(long server, long patchSet, int number, Report report, bool look, int nth)
    {
        if (look)
        {
            var told = Saying.Of(number, report);
            var known = tables.Sayings.Near(patchSet, told, isReplay: nth > 0);
            var found = EventMatch.Find([.. known.Select(k => k.Saying)], told, nth);
            if (found >= 0) return Complete(server, tables.Known.Find(known[found].Id)!, report);
        }

        var id = tables.NextReport();
        tables.Reports.Insert(id, server, patchSet, report, tables.RawLines.NextId);
        return (new CommittedReport(id, number, report), true);
    }

    private (CommittedReport? Report, bool IsNew) Complete(long server, KnownReport known, Report told)
    {
        // What the stream told is all that a replay could tell.
        if (known.Report.Sources.Any(ReportSources.Events) && !told.Sources.Any(ReportSources.Stream)) return (null, false);
        var merged = ReportMaker.Merge(known.Report, told);
        tables.Reports.Update(known.Id, server, merged, withJobs: true);
        return (new CommittedReport(known.Id, known.PatchSet, merged, IsNew: false), true);
    }

    private bool Write(long server, long patchSet, int number, Recheck recheck, bool look, int nth)
    {
        if (look)
        {
            var known = tables.Known.RechecksNear(patchSet, recheck.At, isReplay: nth > 0);
            var found = EventMatch.Find([.. known.Select(k => Saying.Of(number, k.Recheck))], Saying.Of(number, recheck), nth);
            if (found >= 0)
            {
                if (known[found].Recheck.Sources.Any(ReportSources.Events) && !recheck.Sources.Any(ReportSources.Stream)) return false;
                tables.Rechecks.Update(known[found].Id, known[found].Recheck.With(recheck));
                return true;
            }
        }

        tables.Rechecks.Insert(server, patchSet, recheck, tables.RawLines.NextId);
        return true;
    }
}
