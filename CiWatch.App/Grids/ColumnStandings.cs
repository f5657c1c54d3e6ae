using System.Runtime.CompilerServices;

namespace CiWatch.App.Grids;

/// <summary>How each CI of a grid fares: worked out once for each snapshot, for all circuits that show it.</summary>
internal static class ColumnStandings
{
    private static readonly ConditionalWeakTable<GridSnapshot, Standing[]> Known = [];

    /// <summary>One for each column, in the columns' order.</summary>
    public static IReadOnlyList<Standing> Of(GridSnapshot grid) =>
        Known.GetValue(grid, g => [.. Enumerable.Range(0, g.Columns.Length).Select(c => CiStanding.Of(g, c))]);

    /// <summary>
    /// What colours a CI's name: "broken", "silent", or null. Silent only in a window that is long enough to say so.
    /// </summary>
    public static string? Mark(GridSnapshot grid, int column) => Of(grid)[column] switch
    {
        Standing.Broken => "broken",
        Standing.Silent when grid.Window.Length >= Silence.After => "silent",
        _ => null,
    };
}
