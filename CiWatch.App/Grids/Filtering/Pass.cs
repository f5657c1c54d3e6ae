using System.Text.RegularExpressions;

namespace CiWatch.App.Grids.Filtering;

/// <summary>
/// One going through a grid with a reader's expression. Each match has its own net, but a grid has thousands of rows: the whole going through
/// has one too, looked at between rows.
/// </summary>
internal readonly struct Pass(TimeProvider time)
{
    /// <summary>How long all matches of a pass may take. What people write takes a hundredth of it on the largest grids.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly long _began = time.GetTimestamp();

    /// <summary>What <paramref name="work"/> gives with the pattern. One that takes too long gives way to <see cref="TextPattern.TooSlow"/>.</summary>
    public T Try<T>(ref TextPattern pattern, Func<Pass, TextPattern, T> work)
    {
        try
        {
            return work(this, pattern);
        }
        catch (RegexMatchTimeoutException)
        {
            pattern = TextPattern.TooSlow;
            return work(this, pattern);
        }
    }

    /// <summary>Whether one of the texts has it.</summary>
    /// <exception cref="RegexMatchTimeoutException">The match or the whole pass took too long.</exception>
    public bool Matches(TextPattern pattern, params ReadOnlySpan<string?> texts)
    {
        if (pattern.IsAny) return true;
        if (time.GetElapsedTime(_began) > Patience) throw new RegexMatchTimeoutException();
        return pattern.Matches(texts);
    }
}
