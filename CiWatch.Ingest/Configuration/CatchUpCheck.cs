namespace CiWatch.Ingest.Configuration;

/// <summary>Finds what is wrong with the section "Gerrit:CatchUp".</summary>
internal static class CatchUpCheck
{
    private const int MaxFirstDays = 3650;
    private const string Section = $"{GerritOptions.Section}:CatchUp";

    /// <summary>Each message names its key and what to do.</summary>
    public static IEnumerable<string> Errors(CatchUpOptions o)
    {
        (string Key, int Value, int Least, int Most)[] numbers =
        [
            (nameof(o.FirstDays), o.FirstDays, 0, MaxFirstDays),
            (nameof(o.MaxDays), o.MaxDays, 1, 36_500),
            (nameof(o.PageSize), o.PageSize, 1, 500),
        ];
        foreach (var (key, value, least, most) in numbers)
        {
            if (value < least || value > most) yield return $"{Section}:{key} is {value}; write a number from {least} to {most}.";
        }

        if (o.FirstDays <= MaxFirstDays && o.MaxDays < o.FirstDays)
            yield return $"{Section}:MaxDays is {o.MaxDays}, fewer than {Section}:FirstDays ({o.FirstDays}); raise the one or lower the other.";

        (string Key, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            (nameof(o.Interval), o.Interval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)),
            (nameof(o.Overlap), o.Overlap, TimeSpan.Zero, TimeSpan.FromDays(1)),
            (nameof(o.Pause), o.Pause, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            (nameof(o.PageTimeout), o.PageTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        ];
        foreach (var (key, value, least, most) in times)
        {
            if (value < least || value > most) yield return $"{Section}:{key} is {value}; write a time from {least:c} to {most:c}.";
        }
    }
}
