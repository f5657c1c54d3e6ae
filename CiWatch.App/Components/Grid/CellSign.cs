using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>
/// The code that a cell shows in place of its glyph. It says what failed and never how often: a figure here would render each of these
/// rows for each further one.
/// </summary>
internal static class CellSign
{
    /// <summary>The CI's own cell; null for none.</summary>
    public static string? Of(GridCell cell) => cell.State is CellState.Fail or CellState.Infra ? cell.Signs?.Own : null;

    /// <summary>The cell of one of its jobs, in this state; null for none.</summary>
    public static string? OfJob(GridCell cell, string job, CellState state) =>
        state is CellState.Fail or CellState.Infra ? cell.Signs?.Of(job) : null;

    /// <summary>A cell's words with those of its sign.</summary>
    public static string? Label(string? words, string? sign) => sign is null ? words : $"{words}, same failure {sign}";
}
