using System.Collections.Immutable;

namespace CiWatch.Ingest.Intake;

/// <summary>A stretch of a server's own time whose changes are not yet fetched. Both ends belong to it.</summary>
public sealed record Gap(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>A gap that reaches to the present, whenever that is.</summary>
    public static Gap Since(DateTimeOffset from) => new(from, DateTimeOffset.MaxValue);
}

/// <summary>
/// One step of a pass over a server's history, newest first. It rides on the last line of a page, so that it is stored in the same
/// transaction as what the page brought, or after it: a kill at any moment leaves a position that is true.
/// </summary>
/// <param name="Of">The gap that is being fetched.</param>
/// <param name="Left">What is left of it; null when nothing is.</param>
/// <param name="CaughtUpTo">From the present backwards: the newest time of the server that the pass saw; null on later pages.</param>
public sealed record CatchUpStep(Gap Of, Gap? Left, DateTimeOffset? CaughtUpTo);

/// <summary>What is durably known of a server's history: all up to <paramref name="CaughtUpTo"/> is stored, but for the gaps.</summary>
/// <param name="CaughtUpTo">By the server's own clock; null before the first pass.</param>
public sealed record ServerPosition(DateTimeOffset? CaughtUpTo, ImmutableArray<Gap> Gaps);

/// <summary>The positions of all servers, as the database has them.</summary>
public interface IPositions
{
    /// <summary>Reads a server's position. Synchronous, from the disk.</summary>
    ServerPosition Of(string server);
}
