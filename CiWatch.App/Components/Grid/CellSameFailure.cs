using CiWatch.App.Grids;
using CiWatch.App.Grids.Signs;
using CiWatch.App.Language;

namespace CiWatch.App.Components.Grid;

/// <summary>The failure that a cell shares with those of other changes, and its words.</summary>
internal static class CellSameFailure
{
    /// <summary>Null where the cell shares none.</summary>
    public static SameFailure? Of(SameFailures same, CellView view)
    {
        var label = view.Job is { } job ? CellSign.OfJob(view.Cell, job, view.Shown.State) : CellSign.Of(view.Cell);
        return label is null ? null : same.Signed.FirstOrDefault(s => Label(s) == label);
    }

    /// <summary>"Same failure on 12 changes".</summary>
    public static string Words(SameFailure failure) => "Same failure on " + Wording.Count(failure.Changes, "change", "changes");

    /// <summary>The label that stands in its cells.</summary>
    public static string Label(SameFailure failure) => failure.Sign;
}
