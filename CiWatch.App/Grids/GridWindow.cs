using System.Globalization;
using System.Text.RegularExpressions;
using CiWatch.App.Grids.Filtering;

namespace CiWatch.App.Grids;

/// <summary>How far back a grid looks. Written in addresses as 90m, 24h or 7d.</summary>
public readonly partial record struct GridWindow(TimeSpan Length)
{
    /// <summary>The longest window that the boards in memory can serve.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>
    /// Free windows are rounded up to these steps: pages of nearly the same window share a grid, and the 10,080 minutes of a week do not
    /// make as many grids.
    /// </summary>
    private static readonly (TimeSpan UpTo, TimeSpan Step)[] Steps =
        [(TimeSpan.FromHours(6), TimeSpan.FromMinutes(30)), (TimeSpan.FromHours(48), TimeSpan.FromHours(6)), (Longest, TimeSpan.FromDays(1))];

    /// <summary>24 hours, where an address names no window.</summary>
    public static GridWindow Default { get; } = new(TimeSpan.FromHours(24));

    /// <summary>What the page offers.</summary>
    public static IReadOnlyList<GridWindow> Offered { get; } =
        [Default, new(TimeSpan.FromHours(48)), new(TimeSpan.FromDays(7))];

    /// <summary>
    /// Reads "90m", "24h", "7d", and the original CI Watch's "24 hours", "48 hours", "7 days". Says false for anything else,
    /// for nothing and for windows of no length; longer ones than <see cref="Longest"/> are cut to it, others rounded up to
    /// half hours (to 6 hours), 6 hours (to 48 hours) or days.
    /// </summary>
    public static bool TryParse(string? text, out GridWindow window)
    {
        window = Default;
        if (Ticks(text) is not { } ticks) return false;
        window = new(ticks >= Longest.Ticks ? Longest : Rounded((long)ticks));
        return true;
    }

    /// <summary>What of an address's window is not taken as written, in a sentence that quotes it; null where all is.</summary>
    public static string? Doubt(string? text) => string.IsNullOrEmpty(text) ? null : Ticks(text) switch
    {
        null => $"window={FilterAddress.Quoted(text)} is no window, so it is 24 hours: write 90m, 24h or 7d.",
        { } ticks when ticks > Longest.Ticks => "Windows reach back 7 days at most: that is what is shown.",
        { } ticks when Rounded((long)ticks).Ticks != (long)ticks =>
            $"Windows go by half hours up to 6h, by 6 hours up to 48h, then by days: {new GridWindow(Rounded((long)ticks))} is shown.",
        _ => null,
    };

    /// <summary>As in addresses: "24h".</summary>
    public override string ToString() => Length.TotalHours >= 72 && Length.Ticks % TimeSpan.TicksPerDay == 0
        ? Length.Days.ToString(CultureInfo.InvariantCulture) + "d"
        : Length.Ticks % TimeSpan.TicksPerHour == 0
            ? ((long)Length.TotalHours).ToString(CultureInfo.InvariantCulture) + "h"
            : ((long)Length.TotalMinutes).ToString(CultureInfo.InvariantCulture) + "m";

    private static TimeSpan Rounded(long ticks)
    {
        var step = Steps.First(s => ticks <= s.UpTo.Ticks).Step.Ticks;
        return TimeSpan.FromTicks((ticks + step - 1) / step * step);
    }

    private static double? Ticks(string? text)
    {
        if (text is null || Shape.Match(text) is not { Success: true } match) return null;
        if (!int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n == 0) return null;
        return n * (double)(char.ToLowerInvariant(match.Groups["unit"].ValueSpan[0]) switch
        {
            'm' => TimeSpan.TicksPerMinute,
            'h' => TimeSpan.TicksPerHour,
            _ => TimeSpan.TicksPerDay,
        });
    }

    [GeneratedRegex(@"^\s*(?<n>[0-9]{1,6})\s*(?<unit>m|h|d|minutes?|hours?|days?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Shape { get; }
}
