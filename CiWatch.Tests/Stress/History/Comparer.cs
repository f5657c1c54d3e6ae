namespace CiWatch.Tests.Stress.History;

/// <summary>
/// Pairs what was said with what is stored, each at most once: of all ways to pair them one that leaves the fewest alone
/// (augmenting paths, since equal texts at near times could be paired in more ways than one).
/// </summary>
internal static class Comparer
{
    /// <summary>A stored time may be the message's or the event's, and may differ by this much from the nearer one.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    public static Differences Compare(IEnumerable<Said> history, IEnumerable<Stored> stored)
    {
        var storedBy = stored.ToLookup(s => (s.Change, s.PatchSet, s.Account));
        var saidBy = history.ToLookup(s => (s.Change, s.PatchSet, s.Account));
        List<Said> lost = [];
        List<Stored> doubled = [];
        List<(Said, Stored)> otherVote = [];
        foreach (var key in saidBy.Select(g => g.Key).Union(storedBy.Select(g => g.Key)))
        {
            var said = saidBy[key].OrderBy(s => s.EventAt).ToArray();
            var there = storedBy[key].OrderBy(s => s.At).ThenBy(s => s.Id).ToArray();
            var pairs = Pair(said, there);
            for (var i = 0; i < said.Length; i++)
            {
                if (pairs[i] is not { } at) lost.Add(said[i]);
                else if (there[at].Vote != said[i].Vote) otherVote.Add((said[i], there[at]));
            }

            doubled.AddRange(there.Where((_, i) => !pairs.Contains(i)));
        }

        return new Differences([.. lost], [.. doubled], [.. otherVote]);
    }

    /// <summary>For each said one the place of its stored one.</summary>
    private static int?[] Pair(Said[] said, Stored[] stored)
    {
        var owner = new int?[stored.Length];
        for (var i = 0; i < said.Length; i++) Find(i, new bool[stored.Length]);
        var pairs = new int?[said.Length];
        for (var i = 0; i < stored.Length; i++)
        {
            if (owner[i] is { } of) pairs[of] = i;
        }

        return pairs;

        bool Find(int i, bool[] seen)
        {
            // The right vote first: equal texts may differ in nothing else.
            foreach (var at in Enumerable.Range(0, stored.Length).Where(n => Fits(said[i], stored[n])).OrderBy(n => stored[n].Vote != said[i].Vote).ToList())
            {
                if (seen[at]) continue;
                seen[at] = true;
                if (owner[at] is { } other && !Find(other, seen)) continue;
                owner[at] = i;
                return true;
            }

            return false;
        }
    }

    private static bool Fits(Said said, Stored stored) =>
        (stored.Text == said.Text || stored.Text == said.StreamText)
        && stored.At >= said.At - Tolerance && stored.At <= said.EventAt + Tolerance;
}
