using System.Globalization;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CiWatch.App.Components.Pages;

/// <summary>
/// What js/grid.js tells this page and is told by it. Everything it says is from a browser, so it is checked like any input:
/// a cell that is not in the grid is no cell.
/// </summary>
public sealed partial class ProjectPage
{
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _script;
    private DotNetObjectReference<ProjectPage>? _self;
    private LineWindow _view = LineWindow.Start;
    private CellKey? _chosen;
    private CellKey? _hovered;
    private CellView? _card;
    private CellView? _panel;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) Follow();
        if (_key is null || _self is not null) return;
        _self = DotNetObjectReference.Create(this);
        try
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/grid.js"]);
            _script = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self);
        }
        catch (JSDisconnectedException)
        {
            // The reader left while the page came up.
        }
    }

    /// <summary>Which lines are near the viewport, and whether the reader is at the top.</summary>
    [JSInvokable]
    public void Viewport(int first, int count, bool atTop)
    {
        _view = new LineWindow(first, count);
        Hold(atTop && _chosen is null);
        StateHasChanged();
    }

    /// <summary>Whether cards are shown in place of the table.</summary>
    [JSInvokable]
    public void Narrow(bool phone)
    {
        if (Phone == phone) return;
        Phone = phone;
        StateHasChanged();
    }

    /// <summary>Fills the card for a cell. Says false where there is nothing to show.</summary>
    [JSInvokable]
    public bool ShowCard(string change, string patchSet, string ci, string? job)
    {
        _hovered = Key(change, patchSet, ci, job);
        if (_grid is not { } grid) return false;
        Look(grid);
        StateHasChanged();
        return _card is not null;
    }

    /// <summary>Opens a cell's panel. Says false where there is no such cell.</summary>
    [JSInvokable]
    public bool Choose(string change, string patchSet, string ci, string? job)
    {
        (_chosen, _panel) = (Key(change, patchSet, ci, job), null);
        if (_grid is not { } grid) return false;
        if (_chosen is not null) Hold(false);
        Look(grid);
        StateHasChanged();
        return _panel is not null;
    }

    /// <summary>Closes the panel.</summary>
    [JSInvokable]
    public void Shut()
    {
        (_chosen, _panel) = (null, null);
        StateHasChanged();
    }

    private async Task ShutAsync()
    {
        Shut();
        if (_script is not null) await _script.InvokeVoidAsync("unpin");
    }

    private void Hold(bool follow)
    {
        if (follow)
        {
            if (_waiting > 0) return; // what waits comes when the reader asks for it, not because the page was scrolled
            _held = null;
        }
        else
        {
            _held ??= HeldRows.At(_grid?.Rows ?? []);
        }
    }

    private void Look(GridSnapshot grid)
    {
        _card = _hovered is null ? null : CellView.Find(grid, _hovered);
        // A patch set that left the window while its panel is open stays as it was last seen.
        _panel = _chosen is null ? null : CellView.Find(grid, _chosen) ?? _panel;
    }

    private static CellKey? Key(string change, string patchSet, string ci, string? job) =>
        long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
        && int.TryParse(patchSet, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            ? new CellKey(c, p, ci, job)
            : null;

    private async Task DetachAsync()
    {
        _self?.Dispose();
        try
        {
            if (_script is not null) await _script.InvokeVoidAsync("detach");
            if (_script is not null) await _script.DisposeAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its script with it.
        }
    }
}
