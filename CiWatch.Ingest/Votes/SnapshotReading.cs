using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>A report in a change's history.</summary>
public sealed record SaidReport(int PatchSet, Report Report);

/// <summary>A recheck in a change's history.</summary>
public sealed record SaidRecheck(int PatchSet, Recheck Recheck);

/// <summary>What a change's history says.</summary>
/// <param name="ClosedAt">When it was merged or abandoned, by the message that says so; null while it is open, or where no message says.</param>
public sealed record SnapshotReading(
    ChangeSnapshot Snapshot, DateTimeOffset? ClosedAt, ImmutableArray<SaidReport> Reports, ImmutableArray<SaidRecheck> Rechecks);
