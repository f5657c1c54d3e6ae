using System.Collections.Immutable;
using CiWatch.App.Components.Filters;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;

namespace CiWatch.App.Components.Pages;

/// <summary>The address's filter, and what the grid is through it.</summary>
public sealed partial class ProjectPage
{
    private GridFilter _filter = GridFilter.None;
    private ImmutableArray<string> _notes = [];
    private FilteredGrid? _filtered;
    private readonly PlaceSteps _steps = new();

    /// <summary>Only this branch.</summary>
    [SupplyParameterFromQuery] public string? Branch { get; set; }

    /// <summary>Only patch sets that stand so: see <see cref="RowStanding"/>.</summary>
    [SupplyParameterFromQuery] public string? Status { get; set; }

    /// <summary>Text or /regex/ over rows.</summary>
    [SupplyParameterFromQuery] public string? Q { get; set; }

    /// <summary>Text or /regex/ over CIs.</summary>
    [SupplyParameterFromQuery] public string? Cis { get; set; }

    /// <summary>Keys of the CIs to compare.</summary>
    [SupplyParameterFromQuery] public string[]? Ci { get; set; }

    /// <summary>failures, missing.</summary>
    [SupplyParameterFromQuery] public string[]? Only { get; set; }

    /// <summary>green, void.</summary>
    [SupplyParameterFromQuery] public string[]? Hide { get; set; }

    /// <summary>gate.</summary>
    [SupplyParameterFromQuery] public string[]? Mark { get; set; }

    private FilterPlace Place => new(_key!.Value, _window, _filter, [.. Open ?? []], Server is not null);

    private ImmutableArray<string> Notes => [.. _notes, .. _filtered?.Notes ?? [], .. UnknownLit];

    private IEnumerable<string> UnknownLit =>
        _lit is not null && LitSign is null && _grid is not null ? [$"No failure of this window has the code {_lit}."] : [];

    /// <summary>
    /// What this browser last chose, as the query of an address. It counts where the address itself says nothing, and is put there,
    /// so that the address is what is shown.
    /// </summary>
    [JSInvokable]
    public void Preferred(string query)
    {
        if (_key is null || query.Length > 200 || _filter != GridFilter.None || Window is not null || Open is { Length: > 0 }) return;
        var values = QueryHelpers.ParseQuery(query);
        var (read, _) = FilterAddress.Read(new FilterQuery(Hide: values.GetValueOrDefault("hide"), Mark: values.GetValueOrDefault("mark")));
        var window = GridWindow.TryParse(values.GetValueOrDefault("window"), out var last) ? last : _window;
        Step(new PlaceStep(p => p with { Window = window, Filter = read }, Replace: true));
    }

    /// <summary>Goes on by the address, so that it can be sent and survives a reload.</summary>
    private void Step(PlaceStep step)
    {
        if (_key is not null && _steps.Next(Place, step.Change) is { } to) Navigation.NavigateTo(to.Address, replace: step.Replace);
    }

    /// <summary>Reads the address; nonsense in it is said on the page and changes nothing.</summary>
    private void TakeFilter()
    {
        (_filter, _notes) = FilterAddress.Read(new FilterQuery(Branch, Status, Q, Cis, Ci, Only, Hide, Mark));
        if (GridWindow.Doubt(Window) is { } doubt) _notes = [doubt, .. _notes];
    }

    /// <summary>
    /// The rows to draw. What waits is counted among those that the filter shows, but held by a row of the whole grid: a row that a
    /// vote takes out of the filter must not let go of the others.
    /// </summary>
    private void Filtered(GridSnapshot grid)
    {
        _filtered = GridFiltering.Apply(grid, _filter, Time, _filtered);
        if (_layout is null || _layout.Columns != grid.Columns || _layout.Shown != _filtered.Columns || _layout.Marked != _filter.MarkGate
            || !_layout.Open.SetEquals(Open ?? []))
            _layout = GridLayout.Of(grid.Columns, [.. Open ?? []], _filtered.Columns, _filter.MarkGate);
        var held = _held?.Waiting(grid.Rows) ?? 0;
        _waiting = 0;
        for (var i = 0; i < held && _waiting < _filtered.Rows.Length; i++)
            if (ReferenceEquals(grid.Rows[i], _filtered.Rows[_waiting])) _waiting++;
        _rows = _waiting == 0 ? _filtered.Rows : _filtered.Rows[_waiting..];
    }
}
