namespace CiWatch.App.Grids;

/// <summary>When a CI is silent: it said nothing for so long while so many answers or more were expected.</summary>
internal static class Silence
{
    /// <summary>So long. Whoever looks at a grid takes its window, which is as long where an address names none.</summary>
    public static readonly TimeSpan After = TimeSpan.FromHours(24);

    /// <summary>So many expected answers.</summary>
    public const int With = 5;
}
