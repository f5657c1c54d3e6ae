using System.Globalization;

namespace CiWatch.App.Language;

/// <summary>Times and figures in words, the same everywhere. js/ages.js says ages the same way while a page is open.</summary>
internal static class Wording
{
    /// <summary>How long something took or is ago, the same in all places: "38 s", "42 m", "1 h 12", "4 d".</summary>
    public static string Long(TimeSpan span) => span.TotalSeconds < 60
        ? Say($"{(int)Math.Max(0, span.TotalSeconds)} s")
        : span.TotalMinutes < 60 ? Say($"{(int)span.TotalMinutes} m")
        : span.TotalHours < 48 ? Say($"{(int)span.TotalHours} h {span.Minutes:00}") : Say($"{(int)span.TotalDays} d");

    /// <summary>"14:05", UTC: the clock that Gerrit's and the CIs' logs share.</summary>
    public static string Clock(DateTimeOffset at) => Say($"{at.UtcDateTime:HH:mm}");

    /// <summary>"Fri 14:05", UTC.</summary>
    public static string DayClock(DateTimeOffset at) => Say($"{at.UtcDateTime:ddd HH:mm}");

    /// <summary>"19 Nov 14:05", UTC: for times that may be weeks ago.</summary>
    public static string DateClock(DateTimeOffset at) => Say($"{at.UtcDateTime:d MMM HH:mm}");

    /// <summary>"Thursday 19 November", UTC.</summary>
    public static string Day(DateOnly day) => Say($"{day:dddd d MMMM}");

    /// <summary>To the second, with the zone's name, for those who point at a time.</summary>
    public static string Exact(DateTimeOffset at) => Say($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    /// <summary>"94.3 %"; null where there is nothing to take a share of.</summary>
    public static string? Percent(long part, long whole) => whole == 0 ? null : Say($"{100.0 * part / whole:0.0} %");

    /// <summary>"1,234": grouped as the language of the pages does.</summary>
    public static string Number(long n) => Say($"{n:N0}");

    /// <summary>"1 vote", "2 votes".</summary>
    public static string Count(int n, string one, string many) => Say($"{n:N0} {(n == 1 ? one : many)}");

    /// <summary>"24 hours" for 24 h and 48 h, "7 days" for longer ones of whole days.</summary>
    public static string Window(TimeSpan length) => length.TotalHours < 1
        ? Count((int)length.TotalMinutes, "minute", "minutes")
        : length.TotalHours <= 48 ? Count((int)length.TotalHours, "hour", "hours") : Count((int)length.TotalDays, "day", "days");

    /// <summary>A vote with its sign, as Gerrit shows it; a true minus, as wide as the plus.</summary>
    public static string Vote(int vote) => vote switch { > 0 => Say($"+{vote}"), 0 => "0", _ => Say($"−{-vote}") };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
