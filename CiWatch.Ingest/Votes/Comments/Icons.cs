namespace CiWatch.Ingest.Votes.Comments;

/// <summary>Pictures that CIs put before a job's name.</summary>
internal static class Icons
{
    private const string Known = "✅✔☑❌✖✗✘⏳⌛🚫🟢🔴🟡⚠⛔❗❓⏭💥🛑👍👎";

    /// <summary>Cuts the icon off the front of a line, with its variation selector; false where the line begins otherwise.</summary>
    internal static bool TryCut(ReadOnlySpan<char> line, out ReadOnlySpan<char> icon, out ReadOnlySpan<char> rest)
    {
        rest = line;
        icon = Spans.Token(ref rest);
        rest = Spans.TrimStart(rest);
        if (icon.Length is 0 or > 4) return false;
        var picture = icon.TrimEnd('\uFE0F');
        return !picture.IsEmpty && Known.AsSpan().Contains(picture, StringComparison.Ordinal) && !rest.IsEmpty;
    }
}
