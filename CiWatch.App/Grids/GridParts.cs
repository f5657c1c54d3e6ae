using CiWatch.Ingest.Live;

namespace CiWatch.App.Grids;

/// <summary>What a project's grids are built of at one moment: for those who build another view of the same.</summary>
/// <param name="Now">Where the window ends.</param>
internal sealed record GridParts(ProjectBoard Board, RosterTable Rosters, DateTimeOffset Now, GridRules Rules)
{
    /// <summary>The time that waits are measured to: <see cref="Now"/>, or earlier where of the server's history something is missing.</summary>
    public DateTimeOffset WaitsTo { get; init; } = Now;
}
