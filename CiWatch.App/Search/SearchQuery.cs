using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CiWatch.App.Search;

/// <summary>What a visitor typed into the search box, taken apart. Anything at all can be read; nothing throws.</summary>
/// <param name="Text">As it is looked for: one line, lower case, at most <see cref="MostCharacters"/> long.</param>
/// <param name="Words">Its words; all must be found.</param>
/// <param name="Number">A change's number, where the text is one or an address of one.</param>
/// <param name="PatchSet">The patch set named with it.</param>
/// <param name="ChangeId">A Change-Id or the beginning of one, in lower case.</param>
/// <param name="Host">The host of the address, where it has one.</param>
/// <param name="WasCut">More was typed than is looked for.</param>
internal sealed partial record SearchQuery(
    string Text, ImmutableArray<string> Words, long? Number, int? PatchSet, string? ChangeId, string? Host, bool WasCut)
{
    /// <summary>A long address has 200 characters.</summary>
    public const int MostCharacters = 300;

    private const int MostWords = 8;

    private static readonly Regex[] Shapes = [NumberShape, ProjectAddress, PlainAddress, ShortAddress];

    /// <summary>Nothing was typed.</summary>
    public bool IsEmpty => Words.IsEmpty;

    /// <summary>Digits alone: they may also begin a longer number.</summary>
    public string? Digits => Text.Length is > 1 and < 19 && Text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? Text : null;

    /// <summary>
    /// Reads "967548", "967548,3", a Change-Id, Gerrit's addresses old and new (/c/PROJECT/+/123/4, /#/c/123/4, /123), with or without
    /// scheme and host; all else is words.
    /// </summary>
    public static SearchQuery Parse(string? typed)
    {
        var whole = (typed ?? "").AsSpan().Trim();
        var cut = whole.Length > MostCharacters;
        var text = (cut ? whole[..MostCharacters] : whole).ToString().ToLowerInvariant();
        ImmutableArray<string> words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords)];
        text = string.Join(' ', words);
        if (words is not [var only]) return new(text, words, null, null, null, null, cut);
        if (ChangeIdShape.IsMatch(only)) return new(text, words, null, null, only, null, cut);
        var match = Shapes.Select(shape => shape.Match(only)).FirstOrDefault(m => m.Success);
        return match is null || !long.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? new(text, words, null, null, null, null, cut)
            : new(text, words, n, PatchSetOf(match), null, match.Groups["host"] is { Success: true } host ? host.Value : null, cut);
    }

    private static int? PatchSetOf(Match match) =>
        int.TryParse(match.Groups["ps"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    [GeneratedRegex("^i[0-9a-f]{6,40}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ChangeIdShape { get; }

    [GeneratedRegex(@"^#?(?<n>[0-9]{1,18})(?:[,/](?<ps>[0-9]{1,9}))?/?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberShape { get; }

    private const string Start = @"^(?:https?://)?(?<host>[a-z0-9][a-z0-9.:\-]*)?";
    private const string Numbered = @"/(?<n>[0-9]{1,18})(?:[,/](?:[0-9]+\.\.)?(?<ps>[0-9]{1,9}))?";
    private const string End = @"(?:/\S*)?(?:[?#]\S*)?$";

    // Since 2.16: /c/PROJECT/+/N, also behind a hash.
    [GeneratedRegex(Start + @"(?:/\S*)?/\+" + Numbered + End, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ProjectAddress { get; }

    // Older: /#/c/N and /c/N; and our own.
    [GeneratedRegex(Start + @"(?:/[^\s?#]*)?(?:/?#/?c|/c|/change)" + Numbered + End, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PlainAddress { get; }

    // The short one: /N. A host has a dot or a port here, for "stable/2026" is none.
    [GeneratedRegex(@"^(?:https?://(?<host>[a-z0-9][a-z0-9.:\-]*)|(?<host>[a-z0-9][a-z0-9\-]*[.:][a-z0-9.:\-]*))?(?:/[^\s?#0-9/]+)*" + Numbered + End, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ShortAddress { get; }
}
