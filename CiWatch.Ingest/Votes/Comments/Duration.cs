namespace CiWatch.Ingest.Votes.Comments;

/// <summary>How long a job ran, as CIs write it: "1h 02m 03s", "42s", "3m42s", "5 min 2 sec", "2 hours 3 minutes", "12.5s".</summary>
internal static class Duration
{
    /// <summary>
    /// Reads a duration from the front of <paramref name="text"/> and leaves what follows it. Whole seconds, rounded down; what is
    /// longer than int can hold is no duration.
    /// </summary>
    internal static bool TryRead(ref ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        var rest = text;
        long total = 0;
        var parts = 0;
        while (TryPart(ref rest, out var part))
        {
            total += part;
            parts++;
            text = rest;
            if (total > int.MaxValue) return false;
        }
        seconds = (int)total;
        return parts > 0;
    }

    private static bool TryPart(ref ReadOnlySpan<char> text, out long seconds)
    {
        seconds = 0;
        var rest = Spans.TrimStart(text).TrimStart(',');
        rest = Spans.TrimStart(rest);
        long number = 0;
        var i = 0;
        while (i < rest.Length && char.IsAsciiDigit(rest[i]) && i < 9) number = number * 10 + (rest[i++] - '0');
        if (i == 0) return false;
        if (i + 1 < rest.Length && rest[i] == '.' && char.IsAsciiDigit(rest[i + 1]))
        {
            i++;
            while (i < rest.Length && char.IsAsciiDigit(rest[i])) i++;
        }
        rest = Spans.TrimStart(rest[i..]);
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters])) letters++;
        // "3m42s": the unit ends where the next number begins.
        var unit = Unit(rest[..letters]);
        if (unit == 0) return false;
        text = rest[letters..];
        seconds = number * unit;
        return true;
    }

    private static int Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "m" or "min" or "mins" or "mn" or "minute" or "minutes" => 60,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        _ => 0,
    };
}
