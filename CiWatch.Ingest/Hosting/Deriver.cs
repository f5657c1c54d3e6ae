using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Hosting;

/// <summary>Makes of a raw line all that follows from it. Pure: the same line and rules give the same reports, today and on a second reading.</summary>
/// <param name="maxClockSkew">Gerrit:MaxClockSkew.</param>
internal sealed class Deriver(CiRules rules, WatchedServers servers, TimeSpan maxClockSkew)
{
    /// <summary>Reads a line by its source. Whatever goes wrong is a fault of the line: one line never harms another.</summary>
    public DerivedLine Derive(RawLine line)
    {
        try
        {
            if (line.Fault is not null) return Faulty(line, line.Fault);
            if (line is { Step: not null, Bytes.IsEmpty: true }) return new DerivedLine(line, null, null, null, null);
            return line.Source is LineSource.Stream or LineSource.Replay ? DeriveEvent(line) : DeriveSnapshot(line);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Faulty(line, $"Could not be read ({e.GetType().Name}): a defect of CI Watch. The line is kept; reparse will read it again.");
        }
    }

    /// <summary>Whether a line is kept: all but events of projects that Gerrit:Servers:N:Projects leaves out.</summary>
    public bool Watched(DerivedLine line) =>
        (line.Change?.Project ?? line.Event?.Project) is not { } project
        || servers.Find(line.Line.Server) is not { } server
        || server.Watches(project);

    private static DerivedLine Faulty(RawLine line, string? fault) =>
        new(line, null, fault, null, null) { Nth = line.Run?.Count(line.Bytes.Span, null) ?? default };

    private DerivedLine DeriveEvent(RawLine line)
    {
        var reading = EventReader.Read(line.Bytes.Span);
        if (reading.Event is not { } told) return Faulty(line, reading.Fault);
        var e = WithPlausibleTimes(line, told);
        var nth = line.Run?.Count(line.Bytes.Span, e) ?? default;
        if (e.Change is { } change) e = e with { Change = WithUrl(line.Server, change) };
        var (report, recheck) = ReportReader.Read(e, rules);
        if (line.Source == LineSource.Replay)
        {
            report = report is null ? null : report with { Sources = ReportSources.Replay };
            recheck = recheck is null ? null : recheck with { Sources = ReportSources.Replay };
        }

        return new DerivedLine(line, e, null, report, recheck)
        {
            Nth = nth,
            ImplausibleTime = told.At is not null && e.At != told.At ? told.At
                : told.PatchSet?.CreatedAt != e.PatchSet?.CreatedAt ? told.PatchSet?.CreatedAt : null,
            IsOld = line.Source == LineSource.Stream && e.At < line.ReceivedAt - maxClockSkew,
        };
    }

    /// <summary>The event with a time that can be true, and a patch set that has one or none.</summary>
    private StreamEvent WithPlausibleTimes(RawLine line, StreamEvent told)
    {
        var bounds = TimeBounds.Of(line.ReceivedAt, maxClockSkew);
        var patchSet = told.PatchSet is { CreatedAt: { } createdAt } p && bounds.Plausible(createdAt) is null ? p with { CreatedAt = null } : told.PatchSet;
        var e = told with { PatchSet = patchSet };
        return e with { At = bounds.Plausible(told.At) ?? TimeOf(line, e) };
    }

    /// <summary>
    /// Gerrit before 2.11 tells no time, a wrong clock none that can be true: that of the receipt then. Of a recording, the newest time before it, so that a second reading
    /// finds the same.
    /// </summary>
    private static DateTimeOffset TimeOf(RawLine line, StreamEvent e) =>
        line.Run is null ? line.ReceivedAt : line.Run.NewestAt ?? e.PatchSet?.CreatedAt ?? DateTimeOffset.UnixEpoch;

    private DerivedLine DeriveSnapshot(RawLine line)
    {
        var (snapshot, fault) = ReadSnapshot(line);
        if (snapshot is null) return Faulty(line, fault);
        snapshot = snapshot with { Change = WithUrl(line.Server, snapshot.Change) };
        var source = line.Source == LineSource.Rest ? ReportSources.Rest : ReportSources.Query;
        return new DerivedLine(line, null, null, null, null) { Snapshot = SnapshotReader.Read(snapshot, source, rules), ImplausibleTime = snapshot.ImplausibleTime };
    }

    private (ChangeSnapshot? Snapshot, string? Fault) ReadSnapshot(RawLine line)
    {
        var bounds = TimeBounds.Of(line.ReceivedAt, maxClockSkew);
        if (line.Source == LineSource.Rest)
        {
            var (change, why) = RestReader.Read(line.Bytes.Span, bounds);
            return (change, why);
        }

        var reading = QueryReader.Read(line.Bytes.Span, bounds);
        return (reading.Change, reading.Fault ?? reading.Error ?? "no change");
    }

    private ChangeInfo WithUrl(string server, ChangeInfo change) =>
        servers.Find(server) is { } known ? change with { Url = known.ChangeUrl(change.Project, change.Number, change.Url) } : change;
}
