using CiWatch.App.Components.Grid;
using CiWatch.Ingest.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CiWatch.App.Components.Pages;

/// <summary>What js/failures.js and js/times.js ask of this page. From a browser, so checked like any input.</summary>
public sealed partial class ProjectPage
{
    [Inject] private ReportStore Reports { get; set; } = null!;

    /// <summary>The reader's time zone, by its IANA name. Guessed by a cookie once, decided by the browser.</summary>
    [PersistentState] public string? ZoneName { get; set; }

    /// <summary>The zone whose midnights part the rows' days; UTC where its name says nothing to this machine.</summary>
    private TimeZoneInfo DayZone =>
        ZoneName is { Length: > 0 and < 64 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The failure after a cell, or before it, among all rows of the page; null where there is none.</summary>
    /// <param name="from">Change, patch set, CI and job of the cell; null for none.</param>
    [JSInvokable]
    public CellPlace? NextFailure(string?[]? from, bool forward) =>
        _layout is not { } layout ? null
            : FailingCells.Next(_lines, layout, from is [{ } change, { } patchSet, { } ci, ..] ? Key(change, patchSet, ci, null) : null, forward);

    /// <summary>The log that the reader of a cell wants; null where none is linked. Never on the circuit's thread.</summary>
    [JSInvokable]
    public async Task<string?> LogOf(string change, string patchSet, string ci, string? job)
    {
        if (_grid is not { } grid || Key(change, patchSet, ci, job) is not { } key || CellView.Find(grid, key) is not { } view) return null;
        var reports = await Reports.OfCellAsync(grid.Server, key.Change, key.PatchSet, ci, view.Column.Also, CancellationToken.None);
        return CellLog.Of(reports, job);
    }

    /// <summary>Which zone the reader's days are of.</summary>
    [JSInvokable]
    public void Zone(string? name)
    {
        if (name == ZoneName) return;
        ZoneName = name;
        Read();
        StateHasChanged();
    }
}
