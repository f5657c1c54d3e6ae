using CiWatch.Ingest.Live;

namespace CiWatch.App.Grids;

/// <summary>What a project's grids are built of at one moment: for those who build another view of the same.</summary>
/// <param name="Now">The time that waits are measured to.</param>
internal sealed record GridParts(ProjectBoard Board, RosterTable Rosters, DateTimeOffset Now, GridRules Rules);
