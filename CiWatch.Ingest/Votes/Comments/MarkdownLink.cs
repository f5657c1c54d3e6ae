namespace CiWatch.Ingest.Votes.Comments;

/// <summary>"[text](address)" at the front of a line.</summary>
internal static class MarkdownLink
{
    internal static bool TryRead(ReadOnlySpan<char> line, out ReadOnlySpan<char> text, out ReadOnlySpan<char> address, out ReadOnlySpan<char> rest)
    {
        text = address = rest = default;
        if (line is not ['[', ..]) return false;
        var middle = line.IndexOf("](");
        if (middle < 0) return false;
        var end = line[middle..].IndexOf(')');
        if (end < 0) return false;
        text = line[1..middle];
        address = line[(middle + 2)..(middle + end)];
        rest = line[(middle + end + 1)..];
        return true;
    }
}
