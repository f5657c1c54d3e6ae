using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Ingest.Votes;

/// <summary>
/// Finds a person's request to run CIs again. A request stands at the start of a line that begins a paragraph. Its words are
/// settings: "recheck" stands for itself with any reason after it; in "run-*", "*-recheck" and "* recheck" the star is a CI's name.
/// </summary>
public static class RecheckReader
{
    private const int LongestName = 80;

    /// <summary>The CI that is asked, null for all; false where the text asks nothing. Never ask this of a CI's comment: CIs quote their own commands.</summary>
    public static bool TryRead(string? comment, CiRules rules, out string? target)
    {
        target = null;
        if (string.IsNullOrEmpty(comment)) return false;
        var begins = true;
        foreach (var raw in new CommentText(comment))
        {
            var line = Spans.Trim(raw);
            if (begins && !line.IsEmpty)
                foreach (var word in rules.RecheckWords)
                    if (Matches(line, word, rules, out target)) return true;
            begins = line.IsEmpty;
        }
        return false;
    }

    private static bool Matches(ReadOnlySpan<char> line, string word, CiRules rules, out string? target)
    {
        target = null;
        if (word.EndsWith('*'))
        {
            var prefix = word.AsSpan(0, word.Length - 1);
            if (!line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return false;
            return Named(line[prefix.Length..], rules, oneWord: true, out target);
        }
        if (word.StartsWith('*'))
        {
            var suffix = word.AsSpan(1);
            if (!line.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return false;
            // Before a blank any word could stand ("please recheck"): there only what ends like a CI's name is one.
            return Named(line[..^suffix.Length], rules, oneWord: suffix[0] != ' ', out target);
        }
        if (!line.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        var rest = line[word.Length..];
        if (!rest.IsEmpty && char.IsLetterOrDigit(rest[0])) return false;
        if (!rest.IsEmpty && rest[0] is '-' or '_') return false;
        Named(rest, rules, oneWord: false, out target);
        return true;
    }

    /// <summary>Whether the text names a CI: it ends in "CI" or "-ci", or is one word where <paramref name="oneWord"/> allows any.</summary>
    private static bool Named(ReadOnlySpan<char> text, CiRules rules, bool oneWord, out string? name)
    {
        name = null;
        text = Spans.Trim(Spans.Trim(text).Trim("'\"`.!"));
        if (text.Length is < 2 or > LongestName) return false;
        var blank = text.LastIndexOf(' ');
        var last = text[(blank + 1)..];
        if (!(oneWord && blank < 0) && !EndsLikeACi(last, rules)) return false;
        name = text.ToString();
        return true;
    }

    private static bool EndsLikeACi(ReadOnlySpan<char> word, CiRules rules)
    {
        foreach (var ending in rules.NameEndings)
        {
            if (word.Equals(ending, StringComparison.OrdinalIgnoreCase)) return true;
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && word[^(ending.Length + 1)] is '-' or '_') return true;
        }
        return false;
    }
}
