using System.Globalization;

namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// The line that Gerrit (2.6 on) puts above a comment: "Patch Set 4: Verified+1 Code-Review-2", "Patch Set 4: -Verified", and up to
/// 2.8 with the values' descriptions: "Patch Set 4: Doesn't seem to work".
/// </summary>
/// <param name="patchSet">The patch set that was reviewed.</param>
/// <param name="votes">What stands behind the colon on that line, as far as it is votes; else empty.</param>
/// <param name="rest">What stands behind the votes on that line: text of the comment.</param>
internal readonly ref struct CommentHeader(int patchSet, ReadOnlySpan<char> votes, ReadOnlySpan<char> rest)
{
    private const string Prefix = "Patch Set ";

    internal int PatchSet { get; } = patchSet;

    internal ReadOnlySpan<char> Votes { get; } = votes;

    internal ReadOnlySpan<char> Rest { get; } = rest;

    /// <summary>Reads one line; false where it is no header.</summary>
    internal static bool TryRead(ReadOnlySpan<char> line, out CommentHeader header)
    {
        header = default;
        if (!line.StartsWith(Prefix)) return false;
        var colon = line.IndexOf(':');
        if (colon < 0 || !int.TryParse(line[Prefix.Length..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var text = Spans.Trim(line[(colon + 1)..]);
        if (IsDescriptions(text))
        {
            header = new(number, text, []);
            return true;
        }
        var rest = text;
        while (true)
        {
            var before = rest;
            if (!TryVote(Spans.Token(ref rest), out _, out _))
            {
                header = new(number, Spans.Trim(text[..(text.Length - before.Length)]), Spans.TrimStart(before));
                return true;
            }
        }
    }

    /// <summary>The header that the comment begins with; false where it begins otherwise.</summary>
    internal static bool TryReadFirst(string? comment, out CommentHeader header)
    {
        var text = comment.AsSpan();
        var end = text.IndexOfAny('\r', '\n');
        return TryRead(end < 0 ? text : text[..end], out header);
    }

    /// <summary>Reads "Verified+1" and "-Verified" (taken back: 0).</summary>
    internal static bool TryVote(ReadOnlySpan<char> word, out ReadOnlySpan<char> label, out int value)
    {
        label = default;
        value = 0;
        if (word.Length < 2) return false;
        if (word[0] == '-')
        {
            label = word[1..];
            return char.IsLetter(label[0]) && Spans.IsName(label);
        }
        var sign = word.LastIndexOfAny('+', '-');
        if (sign < 1 || word.Length - sign is < 2 or > 4 || !char.IsLetter(word[0])) return false;
        if (!int.TryParse(word[(sign + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out value)) return false;
        if (word[sign] == '-') value = -value;
        label = word[..sign];
        return Spans.IsName(label);
    }

    /// <summary>
    /// What a description of Gerrit up to 2.8 says of the label Verified; null for those of other labels. Servers word their own:
    /// these are the stock ones and OpenStack's.
    /// </summary>
    internal static int? Described(ReadOnlySpan<char> votes)
    {
        foreach (var range in votes.Split(';'))
        {
            var words = Spans.Trim(votes[range]);
            if (Spans.Is(words, "Works for me") || Spans.Is(words, "Verified")) return 1;
            if (Spans.Is(words, "Doesn't seem to work") || Spans.Is(words, "Fails")) return -1;
        }
        return null;
    }

    private static bool IsDescriptions(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 400) return false;
        foreach (var range in text.Split(';'))
            if (!IsDescription(Spans.Trim(text[range]))) return false;
        return true;
    }

    private static bool IsDescription(ReadOnlySpan<char> words) =>
        Spans.Is(words, "Works for me") || Spans.Is(words, "Verified") || Spans.Is(words, "Fails") || Spans.Is(words, "No score")
        || Spans.Is(words, "Approved") || Spans.Is(words, "Do not merge") || Spans.Is(words, "Do not submit")
        || Spans.Starts(words, "Doesn't seem to work") || Spans.Starts(words, "Looks good to me") || Spans.Starts(words, "I would prefer ")
        || Spans.Starts(words, "Ready for review") || Spans.Starts(words, "Work in progress");
}
