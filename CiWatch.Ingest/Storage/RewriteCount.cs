namespace CiWatch.Ingest.Storage;

/// <summary>What a second reading changed.</summary>
/// <param name="Changed">Reports that read otherwise now.</param>
/// <param name="Added">Reports and rechecks that were not seen before.</param>
/// <param name="Removed">Reports and rechecks that are none.</param>
public readonly record struct RewriteCount(long Changed, long Added, long Removed);
