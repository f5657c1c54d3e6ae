namespace CiWatch.App.Search;

/// <summary>How well a text fits a query. Pure; both are in lower case.</summary>
internal static class Fit
{
    /// <summary>No fit.</summary>
    public const int None = 0;

    /// <summary>0 where a word is not in the text; else more the nearer the text comes to the query: 4 is the very same.</summary>
    public static int Of(SearchQuery query, string text)
    {
        if (text == query.Text) return 4;
        var starts = true;
        foreach (var word in query.Words)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0) return None;
            while (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                var next = text.IndexOf(word, at + 1, StringComparison.Ordinal);
                if (next < 0) break;
                at = next;
            }

            starts &= at == 0 || !char.IsLetterOrDigit(text[at - 1]);
        }

        return text.StartsWith(query.Text, StringComparison.Ordinal) ? 3 : starts ? 2 : 1;
    }
}
