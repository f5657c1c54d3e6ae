namespace CiWatch.Ingest.Configuration;

/// <summary>Section "Gerrit:CatchUp": how what happened while nobody listened is fetched, and how politely.</summary>
public sealed class CatchUpOptions
{
    /// <summary>How many days back the first start of a server fetches; 0 fetches nothing older than the start. 0 to 3650.</summary>
    public int FirstDays { get; set; } = 7;

    /// <summary>How many days back any fetch asks at most, whatever the position in the database is. Not fewer than FirstDays. 1 to 36500.</summary>
    public int MaxDays { get; set; } = 730;

    /// <summary>How often a live server is asked what its stream may have left out. 10 seconds to 1 day.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How far each fetch reaches back behind what is known: for a server whose index lags. 0 to 1 day.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Changes a page. Gerrit builds a page whole before it sends it. 1 to 500.</summary>
    public int PageSize { get; set; } = 50;

    /// <summary>The rest a server gets between two pages; one query runs at a time. 0 to 10 minutes.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the server may take for one page. 1 second to 1 hour.</summary>
    public TimeSpan PageTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
