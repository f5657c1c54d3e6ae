namespace CiWatch.Ingest.Intake;

/// <summary>How much may wait for the database, and where.</summary>
/// <param name="Bytes">In memory at most (setting Ingest:QueueBytes), each line with <see cref="LineQueue.Overhead"/>.</param>
/// <param name="SpoolBytes">On the disk at most (setting Ingest:SpoolBytes); 0: nothing goes there.</param>
/// <param name="SpoolFolder">Where on the disk (setting Ingest:SpoolFolder), made when needed; null: nowhere.</param>
public sealed record QueueLimits(long Bytes, long SpoolBytes = 0, string? SpoolFolder = null)
{
    /// <summary>
    /// Bytes in one file of the spool, before the next is begun: space comes back in these steps. A longer line has a file of its own.
    /// </summary>
    public int SegmentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether lines may go to the disk at all.</summary>
    internal bool Spools => SpoolBytes > 0 && SpoolFolder is not null;
}
