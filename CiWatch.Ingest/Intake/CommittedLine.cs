using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Intake;

/// <summary>A line of which all that it says is in the database.</summary>
/// <param name="Reports">The reports that it brought or completed, as they are now.</param>
/// <param name="IsNew">False for a replayed line that was known, and for a change whose history held nothing new: such a line is not kept.</param>
public sealed record CommittedLine(DerivedLine Line, ImmutableArray<CommittedReport> Reports, bool IsNew = true);

/// <summary>A report that is in the database.</summary>
/// <param name="Id">Its key.</param>
/// <param name="IsNew">False where it was known, and this line knew more of it.</param>
public sealed record CommittedReport(long Id, int PatchSet, Report Report, bool IsNew = true);
