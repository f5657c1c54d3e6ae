using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Panel;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
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
    /// <param name="cell">Change, patch set, CI and job; null for the open cell, which may be one that the grid does not show.</param>
    [JSInvokable]
    public async Task<string?> LogOf(string?[]? cell)
    {
        var key = cell is null ? _chosen ?? _older : cell is [{ } change, { } patchSet, { } ci, var job] ? Key(change, patchSet, ci, job) : null;
        if (_key is not { } project || key is null) return null;
        var column = (_grid is { } grid ? CellView.Find(grid, key) : null)?.Column ?? (cell is null ? await ColumnOfOpenAsync(project, key) : null);
        if (column is null) return null;
        var page = await Reports.OfCellAsync(project.Server, key.Change, key.PatchSet, key.Ci, column.Also, CancellationToken.None);
        return CellLog.Of([.. page.Reports.Select(r => r.Stored)], key.Job);
    }

    // As the open panel has it: of a patch set that left the window as it was last seen, of an older one from the database.
    private async Task<GridColumn?> ColumnOfOpenAsync(ProjectKey project, CellKey key)
    {
        if (_panel is { } panel && panel.Key == key) return panel.Column;
        var change = await Reports.FindCellAsync(key.Change, project.Server, key.PatchSet, key.Ci, CancellationToken.None);
        return change is null ? null : StoredCell.Of(change, project.Project, key, Time.GetUtcNow(), Limits)?.Column;
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
