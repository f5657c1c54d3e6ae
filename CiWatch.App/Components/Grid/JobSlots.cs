using System.Collections.Immutable;
using CiWatch.App.Grids;

namespace CiWatch.App.Components.Grid;

/// <summary>What an opened CI shows: its groups, each followed by its jobs where it is opened, then the jobs of no group.</summary>
internal static class JobSlots
{
    /// <summary>The slots' names, left to right; of a group its key, with the group.</summary>
    public static IEnumerable<(string Job, JobGroup? Group)> Of(GridColumn column, ImmutableHashSet<string> open)
    {
        foreach (var group in column.Groups)
        {
            yield return (group.Key, group);
            if (!open.Contains(group.Open(column.Ci))) continue;
            foreach (var job in group.Jobs) yield return (job, null);
        }

        if (column.Groups.IsEmpty)
        {
            foreach (var job in column.Jobs) yield return (job, null);
            yield break;
        }

        var grouped = column.Groups.SelectMany(g => g.Jobs).ToHashSet();
        foreach (var job in column.Jobs.Where(j => !grouped.Contains(j))) yield return (job, null);
    }
}
