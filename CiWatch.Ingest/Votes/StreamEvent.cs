using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>One vote in an event. <paramref name="OldValue"/> is present only where this very event changed the label (Gerrit 2.13 on).</summary>
public sealed record Approval(string Label, int? Value, int? OldValue);

/// <summary>
/// One event of any type, reduced to what this product uses. The wire's variants (numbers as strings, project as an object,
/// missing fields) end at its reader; from here on there is one shape.
/// </summary>
/// <param name="Type">Gerrit's event type, verbatim; unknown types pass through.</param>
/// <param name="At">The event's own time (eventCreatedOn), else null. Never the local clock.</param>
/// <param name="Author">Who acted: author, uploader, submitter, abandoner, restorer or changer, whichever the type has.</param>
/// <param name="Comment">The comment's text; null where there is none.</param>
/// <param name="Tag">The message's tag, from sources that have it.</param>
public sealed record StreamEvent(
    string Type,
    DateTimeOffset? At,
    string? Project,
    ChangeInfo? Change,
    PatchSetInfo? PatchSet,
    Account? Author,
    string? Comment,
    string? Tag,
    ImmutableArray<Approval> Approvals);
