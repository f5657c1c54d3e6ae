using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>What came while a view was held.</summary>
internal readonly record struct PausedNews(int Votes, int PatchSets)
{
    /// <summary>What the newest grid has more than the held one: results on its patch sets, and patch sets above them.</summary>
    public static PausedNews Of(GridSnapshot held, GridSnapshot now)
    {
        if (ReferenceEquals(held, now)) return default;
        var known = held.Rows.ToDictionary(r => (r.Source.Change, r.Source.PatchSet), r => r.Source);
        int votes = 0, patchSets = 0;
        foreach (var row in now.Rows)
        {
            if (!known.TryGetValue((row.Source.Change, row.Source.PatchSet), out var old)) patchSets++;
            else if (ReferenceEquals(old, row.Source)) continue;
            else votes -= Results(old);
            votes += Results(row.Source);
        }

        return new PausedNews(Math.Max(0, votes), patchSets);

        static int Results(Ingest.Live.BoardRow row) => row.Cis.Sum(c => c.Reports.Count(r => r.Phase == Phase.Result));
    }

    /// <summary>"12 votes and 2 patch sets wait".</summary>
    public override string ToString() => (Votes, PatchSets) switch
    {
        (0, 0) => "nothing waits",
        (_, 0) => Controls.Wording.Count(Votes, "vote waits", "votes wait"),
        (0, _) => Controls.Wording.Count(PatchSets, "patch set waits", "patch sets wait"),
        _ => $"{Controls.Wording.Count(Votes, "vote", "votes")} and {Controls.Wording.Count(PatchSets, "patch set", "patch sets")} wait",
    };
}
