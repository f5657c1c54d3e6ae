using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Live;

/// <summary>One job of one report, as the grid needs it: no address, shared strings.</summary>
public readonly record struct JobMark(string Name, string Result, Outcome Outcome, int? Seconds, bool Voting);

/// <summary>One report without its text, as the grid needs it.</summary>
/// <param name="Id">The report's key in the database.</param>
public sealed record ReportHead(
    long Id,
    Phase Phase,
    Outcome? Outcome,
    int? Vote,
    DateTimeOffset At,
    bool Contradiction,
    ImmutableArray<JobMark> Jobs);

/// <summary>The reports of one CI on one patch set, oldest first: all of them, or those that <see cref="HeldReports"/> holds.</summary>
public sealed record CiReports(string Ci, ImmutableArray<ReportHead> Reports)
{
    /// <summary>How many more there are, which the database alone has.</summary>
    public int NotHeld { get; init; }

    /// <summary>How many there are.</summary>
    public int Total => Reports.Length + NotHeld;
}

/// <summary>One patch set with all that CIs said of it. Immutable: a new vote makes a new row.</summary>
/// <param name="ClosedAt">When the change was merged, abandoned or deleted.</param>
/// <param name="SupersededAt">When a newer patch set came.</param>
/// <param name="RecheckedAt">The newest request of a person to run all CIs again.</param>
/// <param name="Cis">Sorted by key (ordinal).</param>
public sealed record BoardRow(
    long Change,
    int PatchSet,
    string Subject,
    string Owner,
    string Branch,
    string? Url,
    string? ChangeId,
    string? Topic,
    ChangeStatus Status,
    bool Wip,
    string? Kind,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? SupersededAt,
    DateTimeOffset? RecheckedAt,
    ImmutableArray<CiReports> Cis)
{
    /// <summary>The change's hashtags, sorted.</summary>
    public ImmutableArray<string> Hashtags { get; init; } = [];

    /// <summary>Since when answers are waited for: the newest recheck of all CIs where there was one, else the upload.</summary>
    public DateTimeOffset AskedAt => RecheckedAt > CreatedAt ? RecheckedAt.Value : CreatedAt;
}

/// <summary>A CI as the boards know it.</summary>
/// <param name="Ci">Its key: account and pipeline.</param>
/// <param name="Name">The account's display name.</param>
public sealed record CiInfo(string Ci, string Account, string? Pipeline, string Name);

/// <summary>One project of one server: an immutable snapshot that pages read.</summary>
/// <param name="Rows">Newest patch set first.</param>
/// <param name="NewestAt">Event time of the newest thing in it.</param>
/// <param name="Version">Grows with each snapshot of this project.</param>
public sealed record ProjectBoard(
    string Server,
    string Project,
    ImmutableArray<BoardRow> Rows,
    ImmutableDictionary<string, CiInfo> Cis,
    DateTimeOffset NewestAt,
    long Version);
