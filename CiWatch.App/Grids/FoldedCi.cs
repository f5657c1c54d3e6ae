using System.Collections.Immutable;

namespace CiWatch.App.Grids;

/// <summary>A CI of a grid that has no column: there are more than Pages:MaxColumns.</summary>
/// <param name="Ci">Its key.</param>
/// <param name="Name">What a column's head would show.</param>
public readonly record struct FoldedCi(string Ci, string Name);

/// <summary>The CIs of a grid.</summary>
/// <param name="Columns">Those that have columns, in order.</param>
/// <param name="Folded">The others, the one that answers most regularly first.</param>
internal sealed record ColumnSet(ImmutableArray<GridColumn> Columns, ImmutableArray<FoldedCi> Folded);
