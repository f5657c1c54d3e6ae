using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>What came while a view was held.</summary>
internal readonly record struct PausedNews(int Votes, int PatchSets)
{
    /// <summary>
    /// What the newest grid would show more than the held one has: results on patch sets, and patch sets above them. Rows and CIs that
    /// filters hide do not wait: going on would not show them.
    /// </summary>
    public static PausedNews Of(GridSnapshot held, FilteredGrid now)
    {
        if (ReferenceEquals(held, now.Grid)) return default;
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

        int Results(BoardRow row) => now.Columns.Sum(c => Of(row, now.Grid.Columns[c].Ci) + Of(row, now.Grid.Columns[c].Also));

        static int Of(BoardRow row, string? ci) => (ci is null ? null : row.Of(ci))?.Reports.Count(r => r.Phase == Phase.Result) ?? 0;
    }

    /// <summary>"12 votes and 2 patch sets wait".</summary>
    public override string ToString() => (Votes, PatchSets) switch
    {
        (0, 0) => "nothing waits",
        (_, 0) => Wording.Count(Votes, "vote waits", "votes wait"),
        (0, _) => Wording.Count(PatchSets, "patch set waits", "patch sets wait"),
        _ => $"{Wording.Count(Votes, "vote", "votes")} and {Wording.Count(PatchSets, "patch set", "patch sets")} wait",
    };
}
