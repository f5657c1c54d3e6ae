using System.Text.RegularExpressions;

namespace CiWatch.App.Grids.Filtering;

/// <summary>
/// What a reader types to find rows or CIs: a text that is contained, in any case, or a regular expression between slashes, which
/// <see cref="LinearRegex"/> makes. Making one costs more than matching: whoever filters again keeps it.
/// </summary>
public sealed class TextPattern
{
    /// <summary>Characters of a text or expression, slashes included: more is refused with a word, not cut.</summary>
    public const int MaxLength = 200;

    /// <summary>A net under the engine's limits: no subject of Gerrit's takes a hundredth of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly string _text;
    private readonly Regex? _regex;

    private TextPattern(string text, Regex? regex, string? error) => (_text, _regex, Error) = (text, regex, error);

    /// <summary>Matches everything.</summary>
    public static TextPattern Any { get; } = new("", null, null);

    /// <summary>In place of one that took too long: it is not tried again until another is written.</summary>
    public static TextPattern TooSlow { get; } = new("", null, "Takes too long: write it simpler.");

    /// <summary>Why the pattern can't be used, in a sentence that says what to do; null where it can. One with an error matches everything.</summary>
    public string? Error { get; }

    /// <summary>Whether it lets everything through.</summary>
    public bool IsAny => _regex is null && _text.Length == 0;

    /// <summary>Reads "text" or "/regex/". An opening slash without its closing one is a text: "/usr".</summary>
    public static TextPattern Parse(string? written)
    {
        var text = written?.Trim() ?? "";
        if (text.Length > MaxLength) return new("", null, $"Longer than {MaxLength} characters: shorten it.");
        if (text.Length < 3 || text[0] != '/' || text[^1] != '/') return text.Length == 0 ? Any : new(text, null, null);
        return new("", LinearRegex.Make(text[1..^1], Patience, out var error), error);
    }

    /// <summary>Whether one of the texts has it.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took longer than any honest one would.</exception>
    public bool Matches(params ReadOnlySpan<string?> texts)
    {
        if (IsAny) return true;
        foreach (var text in texts)
        {
            if (text is not null && (_regex?.IsMatch(text) ?? text.Contains(_text, StringComparison.OrdinalIgnoreCase))) return true;
        }

        return false;
    }
}
