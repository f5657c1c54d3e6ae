using System.Text.RegularExpressions;

namespace CiWatch.App.Grids.Filtering;

/// <summary>
/// What a reader types to find rows or CIs: a text that is contained, in any case, or a regular expression between slashes.
/// It comes from anybody, so the engine is the one whose time grows with the text alone, never with its powers; and neither the
/// pattern's length nor the machine that it would unfold into is theirs to choose.
/// </summary>
public sealed class TextPattern
{
    /// <summary>Characters of a text or expression, slashes included: more is refused with a word, not cut.</summary>
    public const int MaxLength = 200;

    /// <summary>How large "(a{1000}){1000}" may unfold. The engine's own default is no limit.</summary>
    public const int MaxUnfolded = 2_000;

    /// <summary>A net under the two limits above: no subject of Gerrit's takes a hundredth of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly string _text;
    private readonly Regex? _regex;

    // Read by the engine each time it makes an expression of this kind; nothing else in the program makes one.
    static TextPattern() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", MaxUnfolded);

    private TextPattern(string text, Regex? regex, string? error) => (_text, _regex, Error) = (text, regex, error);

    /// <summary>Matches everything.</summary>
    public static TextPattern Any { get; } = new("", null, null);

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
        try
        {
            const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
            return new("", new Regex(text[1..^1], Options, Patience), null);
        }
        catch (RegexParseException error)
        {
            return new("", null, $"Not a regular expression, at character {error.Offset + 1}: {Words(error.Error)}.");
        }
        catch (NotSupportedException)
        {
            return new("", null, "Too large, or looks around or back: write it without (?=…), (?<=…), \\1 and large {n}.");
        }
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

    private static string Words(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses => "a ) is missing",
        RegexParseError.InsufficientOpeningParentheses => "a ( is missing",
        RegexParseError.UnterminatedBracket => "a ] is missing",
        RegexParseError.QuantifierAfterNothing => "nothing stands before the quantifier",
        RegexParseError.UnescapedEndingBackslash => "it ends in a lone \\",
        _ => "see .NET's regular expressions",
    };
}
