using System.Text.RegularExpressions;

namespace CiWatch.App.Grids;

/// <summary>
/// Regular expressions that are not of our making: a reader's, an operator's. The engine is the one whose time grows with the text alone,
/// never with its powers, and how large an expression unfolds is not theirs to choose. Whoever takes one from outside makes it here.
/// </summary>
internal static class LinearRegex
{
    /// <summary>How large "(a{1000}){1000}" may unfold. The engine's own default is no limit.</summary>
    public const int MaxUnfolded = 2_000;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // The engine reads it each time it makes an expression, so it counts for all that are made here. Those of our own code are far below.
    static LinearRegex() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", MaxUnfolded);

    /// <summary>The expression, in any case; null, and why in a sentence that says what to do, where it can't be used.</summary>
    /// <param name="patience">How long one match may take.</param>
    public static Regex? Make(string pattern, TimeSpan patience, out string? trouble)
    {
        trouble = null;
        try
        {
            return new Regex(pattern, Options, patience);
        }
        catch (RegexParseException error)
        {
            trouble = $"Not a regular expression, at character {error.Offset + 1}: {Words(error.Error)}.";
        }
        catch (NotSupportedException)
        {
            trouble = "Too large, or looks around or back: write it without (?=…), (?<=…), \\1 and large {n}.";
        }

        return null;
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
