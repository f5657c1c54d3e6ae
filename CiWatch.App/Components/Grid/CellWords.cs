using CiWatch.App.Components.Controls;
using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Grid;

/// <summary>What a cell says in words: for screen readers, the card and the panel.</summary>
internal static class CellWords
{
    /// <summary>A cell's aria-label; null for a blank one, which no reader stops at.</summary>
    public static string? Label(GridCell cell, BoardRow row, CellLimits limits) => cell.State switch
    {
        CellState.Blank => null,
        CellState.Pass when cell.Late => "passed, late",
        CellState.Pending => $"pending, due by {Wording.Clock(Due(row, limits))} UTC",
        CellState.Excused => "excused: " + Excuse(row),
        _ => CellLook.Of(cell.State).Spoken,
    };

    /// <summary>How far the answer is, or how long it took: one clause without a full stop. Clocks are CellTiming's, which knows the reader's zone.</summary>
    public static string Timing(GridCell cell, BoardRow row, CellLimits limits, DateTimeOffset now) => cell.State switch
    {
        CellState.Missing => $"Never answered. Expected since {Since(row)}, {Wording.Long(now - row.AskedAt)} ago",
        CellState.Excused => Capital(Excuse(row)) + $" before {Wording.Window(limits.Overdue)} had passed, so no answer is expected",
        CellState.Blank => "This CI is not expected here and did not report",
        CellState.Running when Last(cell, Phase.Start) is { } start => $"Started {Wording.Long(now - start)} ago",
        _ when Last(cell, Phase.Result) is { } at => $"Answered {After(row, at)}{(cell.Late ? ", late" : "")}",
        _ => CellLook.Of(cell.State).Meaning,
    };

    /// <summary>"49 m after the recheck", "1 h 09 after upload".</summary>
    public static string After(BoardRow row, DateTimeOffset at) => row.RecheckedAt is { } asked && asked <= at && asked > row.CreatedAt
        ? Wording.Long(at - asked) + " after the recheck"
        : Wording.Long(at - row.CreatedAt) + " after upload";

    private static string Excuse(BoardRow row) => row.SupersededAt is not null ? "replaced" : row.Standing() ?? "closed";

    /// <summary>Until when an answer is in time.</summary>
    public static DateTimeOffset Due(BoardRow row, CellLimits limits) => row.AskedAt + limits.Overdue;

    private static string Since(BoardRow row) => row.RecheckedAt > row.CreatedAt ? "the recheck" : "upload";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static DateTimeOffset? Last(GridCell cell, Phase phase) =>
        cell.Reports?.Reports.LastOrDefault(r => r.Phase == phase || (phase == Phase.Result && r.Outcome is not null))?.At;
}
