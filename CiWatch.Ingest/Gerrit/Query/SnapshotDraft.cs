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
    public readonly (ChangeSnapshot? Change, string? Fault) Finish(ChangeInfo? change, TimeBounds bounds)
    {
        if (change is null) return (null, "no change: a number or a project is missing");
        ImmutableArray<MessageDraft> drafts = Messages.IsDefault ? [] : Messages;
        ImmutableArray<PatchSetInfo> patchSets = PatchSets.IsDefault ? [] : [.. PatchSets.OrderBy(p => p.Number)];
        DateTimeOffset?[] times = [UpdatedAt, CreatedAt, .. drafts.Select(m => m.At), .. patchSets.Select(p => p.CreatedAt)];
        var createdAt = bounds.Plausible(CreatedAt);
        if ((bounds.Plausible(UpdatedAt) ?? drafts.Max(m => bounds.Plausible(m.At)) ?? createdAt) is not { } updatedAt)
            return (null, times.Any(t => t is not null) ? "a change without any time that can be true (see Gerrit:MaxClockSkew)" : "a change without any time");

        var messages = ImmutableArray.CreateBuilder<ChangeMessage>(drafts.Length);
        // History is in order: a message without a time is about as old as the one before it.
        var at = createdAt ?? drafts.Select(m => bounds.Plausible(m.At)).FirstOrDefault(t => t is not null) ?? updatedAt;
        foreach (var m in drafts)
        {
            at = bounds.Plausible(m.At) ?? at;
            messages.Add(new(m.Author, at, m.Text ?? "", m.PatchSet, m.Id, m.Tag, m.PatchSetText));
        }

        return (new(change, updatedAt, [.. patchSets.Select(p => p with { CreatedAt = bounds.Plausible(p.CreatedAt) })], messages.DrainToImmutable())
        {
            ImplausibleTime = times.FirstOrDefault(t => t is not null && bounds.Plausible(t) is null),
        }, null);
    }
}
