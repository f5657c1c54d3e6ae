using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Ingest.Intake;

namespace CiWatch.Ingest.Maintenance;

/// <summary>Tells what a line of a file is: files hold what "export" wrote, which is events and changes' histories together.</summary>
internal static class LineKind
{
    /// <summary>An event, even a malformed one, where it is no history.</summary>
    public static LineSource Of(ReadOnlySpan<byte> line)
    {
        if (EventReader.Read(line).Event is not null) return LineSource.Replay;
        if (RestReader.Read(line).Change is not null) return LineSource.Rest;
        return QueryReader.Read(line).Change is not null ? LineSource.Query : LineSource.Replay;
    }
}
