using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Grids;

/// <summary>Counts on how many days and patch sets of a board CIs answered. Pure.</summary>
internal static class RegularityCount
{
    /// <summary>The counts by the key of the CI's column.</summary>
    /// <param name="home">The column's key of a CI; null where it is not counted.</param>
    public static Dictionary<string, (int Days, int PatchSets)> Of(ImmutableArray<BoardRow> rows, Func<string, string?> home)
    {
        Dictionary<string, (ulong Days, int PatchSets)> counts = [];
        var newest = rows.IsEmpty ? default : rows[0].CreatedAt;
        foreach (var row in rows)
        {
            foreach (var ci in row.Cis)
            {
                if (home(ci.Ci) is not { } key || !ci.Reports.Any(ColumnBuilder.Counts)) continue;
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
                count.PatchSets++;
                foreach (var report in ci.Reports) count.Days |= 1UL << Math.Clamp((int)(newest - report.At).TotalDays, 0, 63); // boards reach back 21 days
            }
        }

        return counts.ToDictionary(c => c.Key, c => (BitOperations.PopCount(c.Value.Days), c.Value.PatchSets));
    }
}
