namespace CiWatch.Ingest.Configuration;

/// <summary>Section "Gerrit": the servers to watch, and how patiently. Times are written as "00:00:30".</summary>
public sealed class GerritOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gerrit";

    /// <summary>Gerrit:Servers:0, Gerrit:Servers:1, … None at all is allowed: the demonstration needs none.</summary>
    public List<GerritServerOptions> Servers { get; set; } = [];

    /// <summary>Gerrit:ProbeInterval: how often a live connection is asked whether the server still answers.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gerrit:ConnectTimeout: how long the server may take for one answer, while connecting and when probed.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gerrit:ReconnectMinDelay: the typical wait after a connection ended; it doubles with each failure.</summary>
    public TimeSpan ReconnectMinDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gerrit:ReconnectMaxDelay: the longest wait between tries.</summary>
    public TimeSpan ReconnectMaxDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gerrit:FailedRetryDelay: how often a connection that only the operator can mend is tried all the same.</summary>
    public TimeSpan FailedRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gerrit:CatchUp: how history is fetched.</summary>
    public CatchUpOptions CatchUp { get; set; } = new();

    /// <summary>
    /// Gerrit:MaxClockSkew: how far a time in a line may be after the line's receipt; a later one counts as missing. A live event that is
    /// older than this does not make history be fetched again. 1 hour to 30 days.
    /// </summary>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gerrit:MaxLineBytes: the longest event. Of a longer line only the head is kept, as malformed.</summary>
    public int MaxLineBytes { get; set; } = 4 * 1024 * 1024;
}
