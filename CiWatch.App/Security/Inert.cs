using System.Buffers;

namespace CiWatch.App.Security;

/// <summary>Makes text from outside safe to look at. Markup is no matter here: Razor escapes it.</summary>
internal static class Inert
{
    private const char Replacement = '\uFFFD';

    // Controls (C0 without tab and line breaks, DEL, C1), and what turns the reading direction of the text around it:
    // marks, embeddings, overrides, isolates (Unicode TR9), and the line and paragraph separators.
    private static readonly SearchValues<char> Loud = SearchValues.Create(
        [.. Range(0x00, 0x08), '\v', '\f', .. Range(0x0E, 0x1F), .. Range(0x7F, 0x9F),
         '\u061C', '\u200E', '\u200F', '\u2028', '\u2029', .. Range(0x202A, 0x202E), .. Range(0x2066, 0x2069)]);

    /// <summary>
    /// The text with each control character as its picture (␛ for escape) and each direction mark as U+FFFD: what was
    /// hidden shows, and does nothing. The same string where there is nothing to hide. Null gives "".
    /// </summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var first = text.AsSpan().IndexOfAny(Loud);
        return first < 0 ? text : string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = Loud.Contains(from[i]) ? Picture(from[i]) : from[i];
        });
    }

    /// <summary>The text on one line, as for names and subjects: line breaks and tabs are blanks.</summary>
    public static string Line(string? text)
    {
        var inert = Text(text);
        return inert.AsSpan().IndexOfAny('\r', '\n', '\t') < 0
            ? inert
            : inert.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
    }

    private static char Picture(char c) => c < 0x20 ? (char)(0x2400 + c) : c == 0x7F ? '\u2421' : Replacement;

    private static IEnumerable<char> Range(int from, int to) => Enumerable.Range(from, to - from + 1).Select(c => (char)c);
}
