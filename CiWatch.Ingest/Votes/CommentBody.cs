using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Ingest.Votes;

/// <summary>A comment without the header that Gerrit puts above it.</summary>
public static class CommentBody
{
    /// <summary>What stands below "Patch Set N: …"; the whole text where it has no such header.</summary>
    public static string Of(string comment)
    {
        if (!CommentHeader.TryReadFirst(comment, out var header) || !header.Rest.IsEmpty) return comment;
        var end = comment.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? "" : comment[(end + 1)..].TrimStart('\r', '\n');
    }

    /// <summary>
    /// Whether this message may stand for a review whose event told other words: it counts inline comments, "(1 comment)", among which
    /// those on the patch set as a whole are.
    /// </summary>
    public static bool CountsComments(string message)
    {
        foreach (var raw in message.AsSpan().EnumerateLines())
        {
            if (raw is not ['(', .. var words, ')']) continue;
            var blank = words.IndexOf(' ');
            if (blank > 0 && !words[..blank].ContainsAnyExceptInRange('0', '9') && words[(blank + 1)..] is "comment" or "comments") return true;
        }

        return false;
    }

    /// <summary>Whether an event's words may stand in place of a message: a bare header, no votes behind it.</summary>
    public static bool HasBareHeader(string eventText) =>
        CommentHeader.TryReadFirst(eventText, out var header) && header.Votes.IsEmpty && header.Rest.IsEmpty;
}
