using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.App.Language;

namespace CiWatch.App.Components.Grid;

/// <summary>The gate CI's vote on a row, where the reader wants rows marked by it.</summary>
internal static class GateMark
{
    /// <summary>"+1" or "−1"; null without a vote, and where no marks are wanted.</summary>
    public static string? Of(GridRow row, GridLayout layout) =>
        layout.Marked && ColumnLooks.GateVote(row, layout.Columns) is var vote and not 0 ? Wording.Vote(vote) : null;
}
