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
    private DotNetObjectReference<ProjectPage>? _self; // set while the script is there, or on its way
    private bool _disposed;
    private bool _atTop = true; // so it begins; a phone's cards never say otherwise
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
        if (_key is null) await DetachAsync(); // the element that the script was given is gone
        else if (_self is null && !_disposed) await AttachAsync();
        await TellCellAsync();
    }

    /// <summary>
    /// Brings the script up. The reader may leave while it loads: then what came too late is let go again, and no error of it reaches
    /// the next page. Where it did not come, the next rendering tries again.
    /// </summary>
    private async Task AttachAsync()
    {
        var self = _self = DotNetObjectReference.Create(this);
        bool IsWanted() => !_disposed && _self == self;
        IJSObjectReference? module = null, script = null;
        try
        {
            module = await Js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/grid.js"]);
            if (IsWanted()) script = await module.InvokeAsync<IJSObjectReference>("attach", _root, self);
            if (IsWanted()) (_module, _script, module, script) = (module, script, null, null);
        }
        catch (Exception error) when (error is JSDisconnectedException or OperationCanceledException || (!IsWanted() && IsOfLeaving(error)))
        {
            if (IsWanted()) await DetachAsync();
        }
        catch when (IsWanted())
        {
            await DetachAsync();
            throw;
        }
        finally
        {
            await LetGoAsync(module, script);
        }
    }

    /// <summary>Which lines are near the viewport, and whether the reader is at the top.</summary>
    [JSInvokable]
    public void Viewport(int first, int count, bool atTop)
    {
        (_view, _atTop) = (new LineWindow(first, count), atTop);
        Hold(atTop && _chosen is null);
        StateHasChanged();
    }

    /// <summary>Whether cards are shown in place of the table.</summary>
    [JSInvokable]
    public void Narrow(bool phone)
    {
        if (Phone == phone) return;
        var other = phone || Phone is not null;
        Phone = phone;
        if (other)
        {
            _atTop = true; // what comes in place of the other begins there
            Hold(_chosen is null);
        }

        StateHasChanged();
    }

    /// <summary>Fills the card for a cell. Says false where there is nothing to show.</summary>
    [JSInvokable]
    public bool ShowCard(string change, string patchSet, string ci, string? job)
    {
        (_hovered, _head) = (Key(change, patchSet, ci, job), null);
        if (_grid is not { } grid) return false;
        Look(grid);
        StateHasChanged();
        return _card is not null;
    }

    /// <summary>Opens a cell's panel. Says false where there is no such cell.</summary>
    [JSInvokable]
    public bool Choose(string change, string patchSet, string ci, string? job)
    {
        _opened = _panel is null && _older is null; // a step within an open panel is no page of its own
        (_chosen, _panel, _older) = (Key(change, patchSet, ci, job), null, null);
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
        (_chosen, _panel, _older, _cellTrouble) = (null, null, null, null);
        Hold(_atTop);
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

    private Task DetachAsync()
    {
        var (module, script) = (_module, _script);
        _self?.Dispose();
        (_self, _module, _script) = (null, null, null);
        return LetGoAsync(module, script);
    }

    private static async Task LetGoAsync(IJSObjectReference? module, IJSObjectReference? script)
    {
        try
        {
            if (script is not null)
            {
                await script.InvokeVoidAsync("detach");
                await script.DisposeAsync();
            }

            if (module is not null) await module.DisposeAsync();
        }
        catch (Exception error) when (IsOfLeaving(error))
        {
            // The browser is gone or goes, and its script with it.
        }
    }

    private static bool IsOfLeaving(Exception error) =>
        error is JSDisconnectedException or JSException or ObjectDisposedException or OperationCanceledException;
}
