using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>One message as a source wrote it: any part may be missing.</summary>
internal struct MessageDraft
{
    public Account? Author;
    public DateTimeOffset? At;
    public string? Text;
    public int? PatchSet;
    public string? Id;
    public string? Tag;
    public string? PatchSetText;
}

/// <summary>A change as a source wrote it, before what is missing of its times is settled.</summary>
internal struct SnapshotDraft
{
    public DateTimeOffset? UpdatedAt;
    public DateTimeOffset? CreatedAt;
    public ImmutableArray<PatchSetInfo> PatchSets;
    public ImmutableArray<MessageDraft> Messages;

    /// <summary>The snapshot, or the reason why there is none.</summary>
    public readonly (ChangeSnapshot? Change, string? Fault) Finish(ChangeInfo? change)
    {
        if (change is null) return (null, "no change: a number or a project is missing");
        ImmutableArray<MessageDraft> drafts = Messages.IsDefault ? [] : Messages;
        if ((UpdatedAt ?? drafts.Max(m => m.At) ?? CreatedAt) is not { } updatedAt) return (null, "a change without any time");

        var messages = ImmutableArray.CreateBuilder<ChangeMessage>(drafts.Length);
        // History is in order: a message without a time is about as old as the one before it.
        var at = CreatedAt ?? drafts.Select(m => m.At).FirstOrDefault(t => t is not null) ?? updatedAt;
        foreach (var m in drafts)
        {
            at = m.At ?? at;
            messages.Add(new(m.Author, at, m.Text ?? "", m.PatchSet, m.Id, m.Tag, m.PatchSetText));
        }

        ImmutableArray<PatchSetInfo> patchSets = PatchSets.IsDefault ? [] : [.. PatchSets.OrderBy(p => p.Number)];
        return (new(change, updatedAt, patchSets, messages.DrainToImmutable()), null);
    }
}
