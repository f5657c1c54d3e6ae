namespace CiWatch.Ingest.Votes.Comments;

/// <summary>Which words of a comment are addresses, and which of those may become links.</summary>
internal static class Urls
{
    /// <summary>
    /// The address if it is http or https, else null: a page must never link to what a comment calls javascript:, data: or finger:.
    /// Control characters, which browsers drop from addresses, make it none. All else is verbatim; pages escape it.
    /// </summary>
    internal static string? Linkable(ReadOnlySpan<char> word)
    {
        var head = Spans.Starts(word, "https://") ? 8 : Spans.Starts(word, "http://") ? 7 : 0;
        if (head == 0 || word.Length == head) return null;
        foreach (var c in word)
            if (char.IsControl(c) || char.IsWhiteSpace(c)) return null;
        return word.ToString();
    }

    /// <summary>Whether the word stands where an address should, linkable or not: "finger://host/uuid", "javascript:alert(1)", "None".</summary>
    internal static bool IsAddress(ReadOnlySpan<char> word)
    {
        if (word is "None" or "none" or "null" or "N/A" or "-" or "(URL_NOT_FOUND)") return true;
        var colon = word.IndexOf(':');
        if (colon < 2 || colon == word.Length - 1) return false;
        foreach (var c in word[..colon])
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')) return false;
        return char.IsAsciiLetter(word[0]);
    }

    /// <summary>Without the brackets that may stand around an address: (url), &lt;url&gt;, [url].</summary>
    internal static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word) => word switch
    {
        ['(', .., ')'] or ['<', .., '>'] or ['[', .., ']'] => word[1..^1],
        _ => word,
    };
}
