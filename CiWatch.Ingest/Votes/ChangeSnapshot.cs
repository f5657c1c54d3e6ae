using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>A whole change as a query tells it at one moment: its present state and all that was ever said on it.</summary>
/// <param name="UpdatedAt">Gerrit's "last updated": the newest thing in it.</param>
/// <param name="Messages">In the order of the change's history.</param>
public sealed record ChangeSnapshot(
    ChangeInfo Change, DateTimeOffset UpdatedAt, ImmutableArray<PatchSetInfo> PatchSets, ImmutableArray<ChangeMessage> Messages)
{
    /// <summary>A time in it that can't be true and counts as missing; null where there is none.</summary>
    public DateTimeOffset? ImplausibleTime { get; init; }
}

/// <summary>One message of a change's history.</summary>
/// <param name="Author">Null where Gerrit itself speaks.</param>
/// <param name="At">When Gerrit stored it: at or shortly before the time of its event.</param>
/// <param name="PatchSet">Null where the source does not say; then its header does, if it has one.</param>
/// <param name="Id">Gerrit's own key of the message (REST only).</param>
/// <param name="Tag">REST only.</param>
/// <param name="PatchSetText">
/// The review's comments on the patch set as a whole, which the stream tells in place of the message (REST only, where asked for); null where there are none.
/// </param>
public sealed record ChangeMessage(
    Account? Author, DateTimeOffset At, string Text, int? PatchSet = null, string? Id = null, string? Tag = null, string? PatchSetText = null);
