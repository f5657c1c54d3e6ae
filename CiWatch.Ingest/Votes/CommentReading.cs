using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>What the text of one comment says, without regard to who wrote it or how they voted.</summary>
/// <param name="Family">Which grammar read it ("zuul", "gerrit-trigger", "prow", …); null where none did.</param>
/// <param name="Headline">What the headline alone says of the result; null where it says nothing.</param>
/// <param name="Pipeline">The pipeline named in the text, in lower case; null where none is.</param>
public sealed record CommentReading(
    string? Family,
    Phase Phase,
    Outcome? Headline,
    string? Pipeline,
    ImmutableArray<JobRun> Jobs)
{
    /// <summary>A text that no family reads.</summary>
    public static CommentReading Unread { get; } = new(null, Phase.Other, null, null, []);
}
