using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Storage;

/// <summary>A report as the database has it.</summary>
/// <param name="Id">Its key: grows with each report.</param>
public sealed record StoredReport(long Id, Report Report)
{
    /// <summary>How large it is, where not all of it was read; null where it is whole.</summary>
    public ReportSize? Cut { get; init; }
}

/// <summary>How large a report is in the database.</summary>
/// <param name="Bytes">Of its text, as UTF-8.</param>
/// <param name="Jobs">Its jobs.</param>
public sealed record ReportSize(long Bytes, int Jobs);

/// <summary>A report and its place among all of its CI.</summary>
/// <param name="Number">Which of the CI's reports on the patch set it is, from 1: the oldest.</param>
/// <param name="Of">How many of them there are.</param>
public sealed record PlacedReport(int PatchSet, int Number, int Of, StoredReport Stored);

/// <summary>A page of one CI's reports.</summary>
/// <param name="Reports">By patch set, oldest first.</param>
/// <param name="Skipped">How many newer ones there are.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record ReportPage(ImmutableArray<PlacedReport> Reports, int Skipped, int Total)
{
    /// <summary>Nothing was said.</summary>
    public static ReportPage Empty { get; } = new([], 0, 0);

    /// <summary>How many earlier ones there are.</summary>
    public int Earlier => Math.Max(0, Total - Skipped - Reports.Length);
}

/// <summary>A person's request to run CIs again, as the database has it.</summary>
/// <param name="By">Who asked: the name to show.</param>
/// <param name="Target">The CI that is asked, as written; null where all are.</param>
public sealed record StoredRecheck(int PatchSet, string By, string? Target, DateTimeOffset At);

/// <summary>A patch set with its reports, oldest first: of each CI the newest, and the first and the last of each outcome.</summary>
public sealed record StoredPatchSet(PatchSetInfo Info, DateTimeOffset CreatedAt, ImmutableArray<StoredReport> Reports)
{
    /// <summary>How many reports it has.</summary>
    public int Total { get; init; }

    /// <summary>How many reports of a CI (by key) were left out, where some were.</summary>
    public ImmutableDictionary<string, int> LeftOut { get; init; } = ImmutableDictionary<string, int>.Empty;
}

/// <summary>A change with its patch sets, oldest first.</summary>
public sealed record StoredChange(string Server, ChangeInfo Info, DateTimeOffset? ClosedAt, ImmutableArray<StoredPatchSet> PatchSets)
{
    /// <summary>How many patch sets it has.</summary>
    public int Total { get; init; }
}

/// <summary>What is known of a change itself.</summary>
/// <param name="UpdatedAt">When it was last heard of.</param>
public sealed record StoredHead(string Server, ChangeInfo Info, DateTimeOffset UpdatedAt);
