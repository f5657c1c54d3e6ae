namespace CiWatch.App.Grids.Signs;

/// <summary>
/// Short names of failures, made of their signatures alone: the same failure has the same code in every window and after every
/// restart, so that it can be quoted. Pure.
/// </summary>
internal static class FailureCodes
{
    // No vowel, so no code is a word; nothing that looks like something else, as O and 0, I and 1, S and 5, Z and 2, B and 8, G and 6 do.
    private const string Letters = "CDFHJKLMNPRTVWXY", Digits = "346789", Others = Letters + Digits;
    private const int Shortest = 3, Longest = 8;

    /// <summary>
    /// A code for each signature: a letter, a digit, and one more of both. Where two would have the same, both are longer; where that does
    /// not part them either, the later one has none.
    /// </summary>
    public static Dictionary<string, string> Of(IReadOnlyCollection<string> signatures)
    {
        var whole = signatures.ToDictionary(s => s, Whole);
        HashSet<string> taken = [];
        Dictionary<string, string> codes = [];
        foreach (var signature in signatures)
        {
            var length = Shortest;
            while (length < Longest && whole.Any(o => o.Key != signature && o.Value.AsSpan(0, length).SequenceEqual(whole[signature].AsSpan(0, length)))) length++;
            if (whole[signature][..length] is var code && taken.Add(code)) codes[signature] = code;
        }

        return codes;
    }

    private static string Whole(string signature) => string.Create(Longest, Hash(signature), (code, hash) =>
    {
        for (var i = 0; i < code.Length; i++)
        {
            var from = i == 0 ? Letters : i == 1 ? Digits : Others;
            (hash, var at) = ulong.DivRem(hash, (ulong)from.Length);
            code[i] = from[(int)at];
        }
    });

    /// <summary>FNV-1a, finished so that the last characters count in all bits. string.GetHashCode differs from one start to the next.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }
}
