namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>The line that Gerrit puts into a review's message for the comments that came with it: "(1 comment)", "(12 comments)".</summary>
internal static class CommentCount
{
    /// <summary>Whether a line of the text is one.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (line.Length == 0 || line[0] != '(') continue;
            var digits = line[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits > 0 && line[(1 + digits)..].StartsWith(" comment")) return true;
        }

        return false;
    }
}
