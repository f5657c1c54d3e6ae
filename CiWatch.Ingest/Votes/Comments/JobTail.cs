namespace CiWatch.Ingest.Votes.Comments;

/// <summary>What may follow a result word: " Node request failed in 3m 42s (non-voting)", "(skipped)".</summary>
internal readonly ref struct JobTail(ReadOnlySpan<char> detail, int? seconds, bool voting)
{
    /// <summary>Free text between the word and the duration.</summary>
    internal ReadOnlySpan<char> Detail { get; } = detail;

    internal int? Seconds { get; } = seconds;

    internal bool Voting { get; } = voting;

    internal static JobTail Read(ReadOnlySpan<char> text)
    {
        text = Spans.Trim(text);
        var voting = true;
        if (Cut(ref text, "(non-voting)") || Cut(ref text, "(non voting)") || Cut(ref text, "(nonvoting)") || Cut(ref text, "(skipped)"))
            voting = false;
        var seconds = CutDuration(ref text);
        // The mark may also stand before the duration.
        if (voting && seconds is not null && (Cut(ref text, "(non-voting)") || Cut(ref text, "(skipped)"))) voting = false;
        return new(text, seconds, voting);
    }

    private static bool Cut(ref ReadOnlySpan<char> text, string mark)
    {
        var end = text.TrimEnd('.');
        if (!end.EndsWith(mark, StringComparison.OrdinalIgnoreCase)) return false;
        text = Spans.Trim(end[..^mark.Length]);
        return true;
    }

    // The last "in" counts: details may have one too ("failed in 0s" after a node request).
    private static int? CutDuration(ref ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf(" in ");
        if (at < 0 && text.StartsWith("in ")) at = 0;
        else if (at >= 0) at++;
        if (at < 0) return null;
        var rest = text[(at + 3)..];
        if (!Duration.TryRead(ref rest, out var seconds)) return null;
        if (!rest.Trim(" .)]").IsEmpty) return null;
        text = Spans.Trim(text[..at]);
        return seconds;
    }
}
