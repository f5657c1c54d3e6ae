using System.Collections.Immutable;

namespace CiWatch.Ingest.Live;

/// <summary>
/// Which reports of one CI on one patch set the boards hold, where there are too many: the newest, and of each kind (phase and outcome)
/// the first and the last, from which the cell's state, its lateness and its waiting time follow. Which those are does not depend on
/// the order in which the reports came. Pure.
/// </summary>
public static class HeldReports
{
    /// <summary>The reports with one more, in order of time.</summary>
    /// <param name="most">How many of the newest are held.</param>
    public static CiReports With(this CiReports known, ReportHead report, int most)
    {
        var place = known.Reports.Length;
        while (place > 0 && IsLater(known.Reports[place - 1], report)) place--;
        var all = known.Reports.Insert(place, report);
        var held = Of(all, most);
        return known with { Reports = held, NotHeld = known.NotHeld + all.Length - held.Length };
    }

    /// <summary>Those of the reports, oldest first, that are held.</summary>
    public static ImmutableArray<ReportHead> Of(ImmutableArray<ReportHead> oldestFirst, int most)
    {
        if (oldestFirst.Length <= most) return oldestFirst;
        ulong first = 0, last = 0;
        var isHeld = new bool[oldestFirst.Length];
        for (var i = 0; i < isHeld.Length; i++)
        {
            isHeld[i] = i >= isHeld.Length - most || (first & Kind(oldestFirst[i])) == 0;
            first |= Kind(oldestFirst[i]);
        }

        for (var i = isHeld.Length - 1; i >= 0; i--)
        {
            isHeld[i] |= (last & Kind(oldestFirst[i])) == 0;
            last |= Kind(oldestFirst[i]);
        }

        return isHeld.All(held => held) ? oldestFirst : [.. oldestFirst.Where((_, i) => isHeld[i])];
    }

    // Event times are whole seconds: of one second, the one that was stored later is the later one, as in the database.
    private static bool IsLater(ReportHead known, ReportHead report) =>
        known.At > report.At || (known.At == report.At && known.Id > report.Id);

    private static ulong Kind(ReportHead report) => 1UL << (((int)report.Phase * 16) + (report.Outcome is { } outcome ? 1 + (int)outcome : 0));
}
