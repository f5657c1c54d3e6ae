using CiWatch.App.Grids;
using CiWatch.App.Grids.Signs;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>
/// The Greek letter that a cell shows in place of its glyph. It says what failed and never how often: a figure here would render
/// each of these rows for each further one.
/// </summary>
internal static class CellSign
{
    private static readonly string[] Strings = [.. SameFailures.Letters.Select(l => l.Sign.ToString())];

    /// <summary>The CI's own cell; null for none.</summary>
    public static string? Of(GridCell cell) =>
        cell.State is CellState.Fail or CellState.Infra && cell.Signs is { } signs ? Text(signs.Own) : null;

    /// <summary>The cell of one of its jobs, in this state; null for none.</summary>
    public static string? OfJob(GridCell cell, string job, CellState state) =>
        state is CellState.Fail or CellState.Infra && cell.Signs is { } signs ? Text(signs.Of(job)) : null;

    /// <summary>A cell's words with those of its sign.</summary>
    public static string? Label(string? words, string? sign) =>
        sign is null ? words : $"{words}, same failure {SameFailures.Spoken(sign[0])}";

    private static string? Text(char sign) => sign == '\0' ? null : Strings.FirstOrDefault(s => s[0] == sign);
}
