using System.Globalization;
using System.Text;

namespace CiWatch.Ingest.Configuration;

/// <summary>Makes text of a file or a wire fit to be shown in a message or a log line.</summary>
internal static class PrintableText
{
    /// <summary>The longest text shown, in UTF-16 units.</summary>
    public const int MaxLength = 300;

    /// <summary>One line without control, formatting or unpaired surrogate characters, cut at <see cref="MaxLength"/>.</summary>
    public static string Clean(string? text)
    {
        StringBuilder clean = new();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var harmful = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (!harmful && !Rune.IsWhiteSpace(rune)) clean.Append(rune);
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            if (clean.Length >= MaxLength) return clean.Append('…').ToString();
        }

        return clean.ToString().TrimEnd();
    }
}
