namespace CiWatch.Ingest.Votes.Comments;

/// <summary>Small steps over hostile text: each looks at a character a bounded number of times and allocates nothing.</summary>
internal static class Spans
{
    internal static bool IsBlank(char c) => c is ' ' or '\t' or '\u00A0';

    /// <summary>Takes the next run of non-blanks off the front of <paramref name="text"/>; empty at the end.</summary>
    internal static ReadOnlySpan<char> Token(scoped ref ReadOnlySpan<char> text)
    {
        text = TrimStart(text);
        var end = text.IndexOfAny(' ', '\t', '\u00A0');
        if (end < 0) end = text.Length;
        var token = text[..end];
        text = text[end..];
        return token;
    }

    internal static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length && IsBlank(text[i])) i++;
        return text[i..];
    }

    internal static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        text = TrimStart(text);
        var end = text.Length;
        while (end > 0 && (IsBlank(text[end - 1]) || text[end - 1] == '\r')) end--;
        return text[..end];
    }

    internal static bool Starts(ReadOnlySpan<char> text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    internal static bool Has(ReadOnlySpan<char> text, string phrase) => text.Contains(phrase, StringComparison.OrdinalIgnoreCase);

    internal static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without the punctuation and mark-up that may stand around a word: [SUCCESS], "failed.", **PASSED**.</summary>
    internal static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word) => word.Trim("[](){}*`'\"_.,;:!?|");

    /// <summary>Whether the text is only [A-Z0-9_], starts with a letter and has two characters at least: what result words look like.</summary>
    internal static bool IsShouted(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || !char.IsAsciiLetterUpper(word[0])) return false;
        foreach (var c in word)
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c != '_') return false;
        return true;
    }

    /// <summary>Whether the text is only letters, digits, '-', '_', '.', and '/': what pipelines and job names look like.</summary>
    internal static bool IsName(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/')) return false;
        return !word.IsEmpty;
    }
}
