using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Live;

/// <summary>
/// Who is expected, learned from a board: a CI that answered at least half of a branch's eligible patch sets in the 14 days
/// before is expected on the next one. Rosters are taken on the hour; patch sets younger than 4 h are no evidence yet.
/// </summary>
public sealed class RosterTable
{
    /// <summary>How far back evidence is taken.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    /// <summary>Patch sets younger than this may still be answered.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(4);

    /// <summary>With fewer eligible patch sets nothing is learned.</summary>
    public const int MinimumSample = 5;

    private readonly Dictionary<string, List<(DateTimeOffset Hour, ImmutableHashSet<string> Cis)>> _branches;

    private RosterTable(Dictionary<string, List<(DateTimeOffset, ImmutableHashSet<string>)>> branches) => _branches = branches;

    /// <summary>A table that expects nobody.</summary>
    public static RosterTable Empty { get; } = new([]);

    /// <summary>Learns the rosters of all hours from <paramref name="from"/> on in which a patch set of a board came.</summary>
    /// <param name="rows">A board's rows, newest first.</param>
    public static RosterTable Learn(ImmutableArray<BoardRow> rows, DateTimeOffset from)
    {
        Dictionary<string, List<(DateTimeOffset, ImmutableHashSet<string>)>> branches = [];
        foreach (var branch in rows.GroupBy(r => r.Branch)) branches[branch.Key] = Hours([.. branch.Reverse()], from);
        return new RosterTable(branches);
    }

    /// <summary>The CIs that are expected on a patch set; none where it is not eligible.</summary>
    public ImmutableHashSet<string> Expected(BoardRow row)
    {
        if (!Eligible(row) || !_branches.TryGetValue(row.Branch, out var hours)) return [];
        for (var i = hours.Count - 1; i >= 0; i--)
        {
            if (hours[i].Hour <= row.CreatedAt) return hours[i].Cis;
        }

        return [];
    }

    /// <summary>Whether CIs are expected at all: not on work in progress, unchanged code, or a merge conflict.</summary>
    public static bool Eligible(BoardRow row) =>
        !row.Wip
        && row.Kind is not ("NO_CHANGE" or "NO_CODE_CHANGE")
        && !row.Cis.Any(c => c.Reports.Any(r => r.Outcome == Outcome.Merge));

    private static List<(DateTimeOffset, ImmutableHashSet<string>)> Hours(BoardRow[] oldestFirst, DateTimeOffset from)
    {
        List<(DateTimeOffset, ImmutableHashSet<string>)> hours = [];
        Dictionary<string, int> answered = [];
        int enters = 0, leaves = 0, eligible = 0;
        var last = DateTimeOffset.MinValue;
        foreach (var row in oldestFirst)
        {
            var hour = new DateTimeOffset(row.CreatedAt.Ticks - (row.CreatedAt.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
            if (hour == last || row.CreatedAt < from) continue;
            last = hour;
            while (enters < oldestFirst.Length && oldestFirst[enters].CreatedAt <= hour - Grace) eligible += Count(oldestFirst[enters++], answered, 1);
            while (leaves < enters && oldestFirst[leaves].CreatedAt < hour - Memory) eligible -= Count(oldestFirst[leaves++], answered, -1);
            hours.Add((hour, Roster(answered, eligible, hours is [.., var before] ? before.Item2 : [])));
        }

        return hours;
    }

    private static int Count(BoardRow row, Dictionary<string, int> answered, int by)
    {
        if (!Eligible(row)) return 0;
        foreach (var ci in row.Cis)
        {
            if (!ci.Reports.Any(r => r.Phase == Phase.Result)) continue;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(answered, ci.Ci, out _);
            count += by;
            if (count == 0) answered.Remove(ci.Ci);
        }

        return 1;
    }

    /// <param name="before">The roster of the hour before: most hours have the same, and such a set takes long to make.</param>
    private static ImmutableHashSet<string> Roster(Dictionary<string, int> answered, int eligible, ImmutableHashSet<string> before)
    {
        if (eligible < MinimumSample) return [];
        List<string> cis = [.. answered.Where(a => a.Value * 2 >= eligible).Select(a => a.Key)];
        return cis.Count == before.Count && cis.TrueForAll(before.Contains) ? before : [.. cis];
    }
}
