using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Hosting;

/// <summary>Makes of a raw line all that follows from it. Pure: the same line and rules give the same reports, today and on a second reading.</summary>
internal sealed class Deriver(CiRules rules, WatchedServers servers)
{
    public DerivedLine Derive(RawLine line)
    {
        if (line.Fault is not null) return new DerivedLine(line, null, line.Fault, null, null);
        var reading = EventReader.Read(line.Bytes.Span);
        if (reading.Event is not { } told) return new DerivedLine(line, null, reading.Fault, null, null);
        var e = told.At is null ? told with { At = line.ReceivedAt } : told; // Gerrit before 2.11 says no time
        if (e.Change is { } change && servers.Find(line.Server)?.ChangeUrl(change.Project, change.Number) is { } url)
            e = e with { Change = change with { Url = url } };
        var (report, recheck) = ReportReader.Read(e, rules);
        return new DerivedLine(line, e, null, report, recheck);
    }

    /// <summary>Whether a line is kept: all but events of projects that Gerrit:Servers:N:Projects leaves out.</summary>
    public bool Watched(DerivedLine line) =>
        line.Event is not { } e
        || (e.Change?.Project ?? e.Project) is not { } project
        || servers.Find(line.Line.Server) is not { } server
        || server.Watches(project);
}
