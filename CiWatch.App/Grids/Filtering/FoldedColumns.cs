using System.Collections.Immutable;

namespace CiWatch.App.Grids.Filtering;

/// <summary>What a filter asks for of the CIs that have no column. Pure but for the patience of a pattern.</summary>
internal static class FoldedColumns
{
    /// <summary>The CIs that a filter asks for, where some of them have no column; null where the grid's own columns do.</summary>
    public static ImmutableArray<string>? Wanted(GridSnapshot grid, GridFilter filter, TimeProvider time)
    {
        if (grid.Folded.IsEmpty || (filter.Ci.Length == 0 && filter.Compared.IsEmpty)) return null;
        var folded = Matching(grid, filter, time);
        if (folded.IsEmpty) return null;
        if (!filter.Compared.IsEmpty) return filter.Compared;
        var (pattern, pass) = (TextPattern.Parse(filter.Ci), new Pass(time));
        var own = pass.Try(ref pattern, (p, t) => grid.Columns.Where(c => p.Matches(t, c.Name, c.Ci)).Select(c => c.Ci).ToList());
        return [.. own.Concat(folded).Take(grid.Columns.Length)];
    }

    /// <summary>The CIs without a column that a filter would show, the one that answers most regularly first.</summary>
    public static ImmutableArray<string> Matching(GridSnapshot grid, GridFilter filter, TimeProvider time)
    {
        if (grid.Folded.IsEmpty) return [];
        if (!filter.Compared.IsEmpty) return [.. grid.Folded.Select(f => f.Ci).Where(filter.Compared.Contains)];
        var (pattern, pass) = (TextPattern.Parse(filter.Ci), new Pass(time));
        return pass.Try(ref pattern, (p, t) => grid.Folded.Where(f => p.Matches(t, f.Name, f.Ci)).Select(f => f.Ci).ToImmutableArray());
    }
}
