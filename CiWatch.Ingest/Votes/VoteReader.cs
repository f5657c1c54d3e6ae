using System.Collections.Immutable;
using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Ingest.Votes;

/// <summary>Which vote a comment set. An event lists all labels of its author, also those that it did not touch.</summary>
public static class VoteReader
{
    /// <summary>
    /// The vote that this comment set on one of the <paramref name="labels"/>; 0 where it took one back, null where it set none.
    /// Gerrit 2.13 on marks changed labels with their old value. Gerrit up to 2.12 lists only what was set, and the header
    /// (from 2.6 on) repeats it: "Verified+1", "-Verified", "Doesn't seem to work".
    /// </summary>
    public static int? Read(ImmutableArray<Approval> approvals, string? comment, ImmutableArray<string> labels)
    {
        var changed = false;
        var listsAll = false;
        if (!approvals.IsDefaultOrEmpty)
        {
            foreach (var label in labels)
                foreach (var approval in approvals)
                    if (approval.OldValue is not null && Is(approval.Label, label)) return approval.Value ?? 0;
            foreach (var approval in approvals)
            {
                changed |= approval.OldValue is not null;
                listsAll |= approval.Value is null or 0;
            }
        }
        var headed = CommentHeader.TryReadFirst(comment, out var header);
        if (headed)
        {
            foreach (var label in labels)
                if (InHeader(header.Votes, label) is { } vote) return vote;
        }
        // What is left is Gerrit up to 2.12 with a description in its header, in words that may be the server's own, or up to 2.5
        // without a header.
        if (changed || listsAll || (headed && header.Votes.IsEmpty && header.Rest.IsEmpty)) return null;
        if (!approvals.IsDefaultOrEmpty)
        {
            foreach (var label in labels)
                foreach (var approval in approvals)
                    if (Is(approval.Label, label)) return approval.Value;
            return null;
        }
        return headed && labels.Contains("Verified") ? CommentHeader.Described(header.Votes) : null;
    }

    /// <summary>The patch set that the comment's header names; null without one. For sources whose comments have no patch set.</summary>
    public static int? PatchSet(string? comment) => CommentHeader.TryReadFirst(comment, out var header) ? header.PatchSet : null;

    private static int? InHeader(ReadOnlySpan<char> votes, string label)
    {
        while (Spans.Token(ref votes) is { IsEmpty: false } word)
            if (CommentHeader.TryVote(word, out var voted, out var value) && voted.SequenceEqual(label)) return value;
        return null;
    }

    // Gerrit up to 2.5 has codes in place of names.
    private static bool Is(string given, string label) => given == label || (given == "VRIF" && label == "Verified");
}
