using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes.Matching;

/// <summary>
/// Finds which of the reports that are known stand in a change's history. The history is whole: each report is at most one of its
/// messages, and each message at most one report, so that two equal messages are two reports and one that is seen again is none. Pure.
/// </summary>
public static class SnapshotMatch
{
    /// <summary>For each of <paramref name="told"/> the place in <paramref name="stored"/>; −1 where it is new.</summary>
    public static ImmutableArray<int> Align(IReadOnlyList<Saying> stored, IReadOnlyList<Saying> told)
    {
        var found = new int[told.Count];
        Array.Fill(found, -1);
        var free = new HashSet<int>(Enumerable.Range(0, stored.Count));
        ById(stored, told, found, free);
        ByWords(stored, told, found, free, t => t.Text.Value, s => s.Text.Value, sameWords: true);
        ByWords(stored, told, found, free, t => t.EventText?.Value, s => s.HasMessage ? s.EventText?.Value : s.Text.Value, sameWords: true);
        ByWords(stored, told, found, free, CommentsAlone, s => s.HasMessage || !s.Text.HasBareHeader ? null : Vote(s), sameWords: false);
        return [.. found];
    }

    /// <summary>A message that may stand for other words, which this source does not tell.</summary>
    private static long? CommentsAlone(Saying told) => told.EventText is null && told.Text.CountsComments ? Vote(told) : null;

    /// <summary>What stands in the place of words.</summary>
    private static long Vote(Saying saying) => saying.Vote ?? long.MinValue;

    private static void ById(IReadOnlyList<Saying> stored, IReadOnlyList<Saying> told, int[] found, HashSet<int> free)
    {
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        foreach (var i in free)
            if (stored[i].MessageId is { } id) ids.TryAdd(id, i);
        for (var t = 0; t < told.Count; t++)
            if (told[t].MessageId is { } id && ids.TryGetValue(id, out var s) && free.Remove(s)) found[t] = s;
    }

    /// <summary>Matches what has the same words by the same account on the same patch set, in the order of time.</summary>
    private static void ByWords(
        IReadOnlyList<Saying> stored,
        IReadOnlyList<Saying> told,
        int[] found,
        HashSet<int> free,
        Func<Saying, long?> ofTold,
        Func<Saying, long?> ofStored,
        bool sameWords)
    {
        var open = Enumerable.Range(0, told.Count).Where(t => found[t] < 0 && ofTold(told[t]) is not null)
            .ToLookup(t => (told[t].PatchSet, told[t].Account, ofTold(told[t])));
        if (open.Count == 0) return;
        var known = free.Where(s => ofStored(stored[s]) is not null)
            .ToLookup(s => (stored[s].PatchSet, stored[s].Account, ofStored(stored[s])));
        foreach (var group in open)
        {
            int[] a = [.. known[group.Key].OrderBy(s => stored[s].At).ThenBy(s => s)];
            int[] b = [.. group.OrderBy(t => told[t].At).ThenBy(t => t)];
            foreach (var (some, others) in Stretches(Array.ConvertAll(a, s => stored[s].At), Array.ConvertAll(b, t => told[t].At)))
                Pair(stored, told, a[some], b[others], found, free, sameWords);
        }
    }

    private static void Pair(IReadOnlyList<Saying> stored, IReadOnlyList<Saying> told, int[] a, int[] b, int[] found, HashSet<int> free, bool sameWords)
    {
        foreach (var (x, y) in Alignment.Of(a.Length, b.Length, (x, y) => Cost(stored[a[x]], told[b[y]], sameWords)))
        {
            found[b[y]] = a[x];
            free.Remove(a[x]);
        }
    }

    /// <summary>
    /// Parts both at gaps that no pair can span, times in order: so little is compared at a time, however often an account says the same.
    /// </summary>
    private static IEnumerable<(Range Stored, Range Told)> Stretches(DateTimeOffset[] stored, DateTimeOffset[] told)
    {
        for (int i = 0, j = 0; i < stored.Length && j < told.Length;)
        {
            if (stored[i] - told[j] > Tolerance.Behind)
            {
                j++;
                continue;
            }

            if (told[j] - stored[i] > Tolerance.Behind)
            {
                i++;
                continue;
            }

            var (from, fromTold) = (i, j);
            var last = stored[i] < told[j] ? stored[i] : told[j];
            while (true)
            {
                if (i < stored.Length && stored[i] - last <= Tolerance.Behind) last = Later(last, stored[i++]);
                else if (j < told.Length && told[j] - last <= Tolerance.Behind) last = Later(last, told[j++]);
                else break;
            }

            yield return (from..i, fromTold..j);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>How far apart they are, in milliseconds; null where they can't be one.</summary>
    private static long? Cost(Saying stored, Saying told, bool sameWords)
    {
        if (stored.MessageId is not null && told.MessageId is not null) return null; // two keys are two messages
        return Tolerance.Holds(told.At, stored.At, sameWords) ? (long)(stored.At - told.At).Duration().TotalMilliseconds : null;
    }
}
