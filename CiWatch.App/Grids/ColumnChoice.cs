using System.Collections.Immutable;

namespace CiWatch.App.Grids;

/// <summary>How regularly a CI answers a project, as far as memory reaches.</summary>
/// <param name="Account">Its account: several CIs of one account share.</param>
/// <param name="GateRank">Its place among the gate's fixed columns, from 0; null for all others.</param>
/// <param name="Days">Days on which it said something of a run.</param>
/// <param name="PatchSets">Patch sets of which it did.</param>
internal readonly record struct CiRegularity(string Ci, string Account, int? GateRank, int Days, int PatchSets);

/// <summary>
/// Which CIs have columns where there are too many. Accounts and pipelines are made by whoever comments, so neither may count for much
/// alone: the days of an answering CI count, then its patch sets; of several pipelines of one account the second counts half, the third
/// a third, as seats are given by the largest averages. Pure.
/// </summary>
internal static class ColumnChoice
{
    /// <summary>The keys of the CIs, the one that is shown first of all first.</summary>
    public static ImmutableArray<string> Order(IEnumerable<CiRegularity> cis)
    {
        var shares =
            from account in cis.GroupBy(c => c.Account)
            from c in account
                .OrderByDescending(c => c.Days).ThenByDescending(c => c.PatchSets).ThenBy(c => c.Ci, StringComparer.Ordinal)
                .Select((ci, i) => (Ci: ci, Share: 1.0 / (i + 1)))
            select c;
        return
        [
            .. shares.OrderBy(c => c.Ci.GateRank ?? int.MaxValue)
                .ThenByDescending(c => c.Ci.Days * c.Share).ThenByDescending(c => c.Ci.PatchSets * c.Share)
                .ThenBy(c => c.Ci.Ci, StringComparer.Ordinal)
                .Select(c => c.Ci.Ci),
        ];
    }
}
