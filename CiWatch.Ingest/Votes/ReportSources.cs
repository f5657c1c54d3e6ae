namespace CiWatch.Ingest.Votes;

/// <summary>Which sources have told a report. Numbers are stable in the database.</summary>
[Flags]
public enum ReportSources
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The event stream.</summary>
    Stream = 1,

    /// <summary>Recorded or logged events.</summary>
    Replay = 2,

    /// <summary>The change's history, by <c>gerrit query</c>.</summary>
    Query = 4,

    /// <summary>The change's history, by REST.</summary>
    Rest = 8,

    /// <summary>Those that tell the event: its own time, and in place of a message its comments on the patch set as a whole.</summary>
    Events = Stream | Replay,

    /// <summary>Those that tell the message as Gerrit keeps it.</summary>
    Messages = Query | Rest,
}

/// <summary>Questions to a set of sources.</summary>
internal static class ReportSourcesExtensions
{
    /// <summary>Whether any of <paramref name="asked"/> is among them.</summary>
    public static bool Any(this ReportSources sources, ReportSources asked) => (sources & asked) != ReportSources.None;
}
