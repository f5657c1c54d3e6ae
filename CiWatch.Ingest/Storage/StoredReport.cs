using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Storage;

/// <summary>A report as the database has it.</summary>
/// <param name="Id">Its key: grows with each report.</param>
public sealed record StoredReport(long Id, Report Report);

/// <summary>A person's request to run CIs again, as the database has it.</summary>
/// <param name="By">Who asked: the name to show.</param>
/// <param name="Target">The CI that is asked, as written; null where all are.</param>
public sealed record StoredRecheck(int PatchSet, string By, string? Target, DateTimeOffset At);

/// <summary>A patch set with its reports, oldest first.</summary>
public sealed record StoredPatchSet(PatchSetInfo Info, DateTimeOffset CreatedAt, ImmutableArray<StoredReport> Reports);

/// <summary>A change with its patch sets, oldest first.</summary>
public sealed record StoredChange(string Server, ChangeInfo Info, DateTimeOffset? ClosedAt, ImmutableArray<StoredPatchSet> PatchSets);

/// <summary>What is known of a change itself.</summary>
/// <param name="UpdatedAt">When it was last heard of.</param>
public sealed record StoredHead(string Server, ChangeInfo Info, DateTimeOffset UpdatedAt);
