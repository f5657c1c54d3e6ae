using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Panel;

/// <summary>Since when an answer counts as missing, and why then: the time is up, or the change merged before. Pure.</summary>
internal sealed record MissingSince(DateTimeOffset? At, string Why)
{
    /// <summary>Null where the cell is not missing.</summary>
    public static MissingSince? Of(GridCell cell, BoardRow row, CellLimits limits)
    {
        if (cell.State != CellState.Missing) return null;
        var hours = Wording.Window(limits.Missing);
        if (row.Status == ChangeStatus.Merged && !(row.ClosedAt >= row.AskedAt + limits.Missing))
            return new(row.ClosedAt, $"the change merged without this answer (before {hours} were over)");
        return cell.Reports?.Reports.LastOrDefault(r => r.Phase == Phase.Start) is { } start
            ? new(start.At + limits.Missing, $"the run that started did not report a result within {hours}")
            : new(row.AskedAt + limits.Missing, $"no answer came within {hours}{(row.SupersededAt is null ? "" : "; a newer patch set came meanwhile")}");
    }
}
