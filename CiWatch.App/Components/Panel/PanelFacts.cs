using System.Collections.Immutable;
using CiWatch.App.Changes;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Components.Panel;

/// <summary>What the panel says of a cell besides its reports.</summary>
/// <param name="HeardAt">When the CI last reported anything in this project; null where never in what is in memory.</param>
/// <param name="Gaps">Where else the CI's answer is overdue or missing, newest first; none where this cell waits for nothing.</param>
/// <param name="Recheck">Null where none is known, or another run would not help.</param>
public sealed record PanelFacts(
    CellCause Cause, DateTimeOffset? HeardAt, ImmutableArray<BoardRow> Gaps, CiContactOptions? Contact, RecheckComment? Recheck)
{
    /// <summary>Reads them off the project's board.</summary>
    internal static PanelFacts Of(GridParts parts, CellView view, CiContacts contacts)
    {
        var (cause, change) = (CellCause.Of(parts, view), view.Row.Source.Change);
        var (record, isOwed) = (CiRecords.Of(parts).Of(view.Column), cause.Group == CiGroup.StillOwed);
        var recheck = cause.Hint.Fault == Fault.Away ? null : contacts.Recheck(view.Column, view.Row.Source, view.Shown.State, parts.Board);
        return new PanelFacts(
            cause, isOwed ? record.HeardAt : null, isOwed ? record.Gaps(change) : [], contacts.Find(view.Column), recheck);
    }
}
