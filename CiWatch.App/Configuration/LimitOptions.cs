using CiWatch.Ingest.Storage;

namespace CiWatch.App.Configuration;

/// <summary>What one address, connection or answer may take at most: section "Limits".</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>
    /// Requests for the API, feeds, badges and metrics that one address may make in a minute; as many at once after a quiet minute.
    /// 50 a second: an office behind one address, each of its people with a script, and yet far below what the service can do.
    /// </summary>
    public int ApiPerMinute { get; set; } = 3_000;

    /// <summary>
    /// Pages that one address may load in a minute, and connections that it may ask for; as many at once after a quiet minute. Enough for all
    /// tabs of an office behind one address to come back at once after a restart.
    /// </summary>
    public int DocumentsPerMinute { get; set; } = 2_000;

    /// <summary>Pages that one address may hold open at once. An office behind one address has hundreds of tabs; 500 take about 1.5 GB.</summary>
    public int CircuitsPerAddress { get; set; } = 500;

    /// <summary>Connections to /hubs/votes that one address may hold open at once.</summary>
    public int HubConnectionsPerAddress { get; set; } = 100;

    /// <summary>Subscriptions that one connection to the hub may hold.</summary>
    public int HubSubscriptions { get; set; } = 100;

    /// <summary>Reports that wait for one connection at most; of more the oldest are dropped, and the client is told how many.</summary>
    public int HubQueueReports { get; set; } = 500;

    /// <summary>Bytes of reports that wait for one connection at most, as they are in memory; one report that is larger waits alone.</summary>
    public int HubQueueBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long what is sent to a client of the hub may wait for it to be read; then the connection is cut. Connections that read nothing would else hold memory for good.</summary>
    public TimeSpan HubSendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest message that a client may send to the hub, in bytes.</summary>
    public int HubMessageBytes { get; set; } = 4 * 1024;

    /// <summary>Rows or projects in one answer where an address names no page.</summary>
    public int MaxRows { get; set; } = 10_000;

    /// <summary>Rows or projects on a page where an address asks for a page and names no size.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The largest size of a page that may be asked for.</summary>
    public int MaxPageSize { get; set; } = 1_000;

    /// <summary>Reports of one CI on one patch set that a page or an answer has at once, the newest; earlier ones come page by page.</summary>
    public int CellReports { get; set; } = ReportLimits.Default.CellReports;

    /// <summary>Bytes of one comment's text in pages and answers; of a longer one the beginning is shown.</summary>
    public int ReportBytes { get; set; } = ReportLimits.Default.ReportBytes;

    /// <summary>Jobs of one report in pages and answers; of more the first are shown.</summary>
    public int ReportJobs { get; set; } = ReportLimits.Default.ReportJobs;

    /// <summary>Bytes of comments, about, in one answer about a change.</summary>
    public int ChangeBytes { get; set; } = ReportLimits.Default.ChangeBytes;

    /// <summary>What is read of the database at once.</summary>
    internal ReportLimits Reports => new(CellReports, ReportBytes, ReportJobs, MaxRows, ChangeBytes, MaxPageSize);

    /// <summary>Failures in a feed, newest first.</summary>
    public int FeedEntries { get; set; } = 100;

    /// <summary>
    /// Addresses and networks of the proxies in front of the service. Their X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host are
    /// believed, nobody else's.
    /// </summary>
    public IList<string> KnownProxies { get; set; } = [];

    /// <summary>Origins of other sites whose pages may connect to the hub, as "https://dashboard.example.org".</summary>
    public IList<string> AllowedOrigins { get; set; } = [];
}
