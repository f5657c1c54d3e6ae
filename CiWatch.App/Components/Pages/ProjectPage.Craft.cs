using CiWatch.App.Addresses;
using CiWatch.App.Changes;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CiWatch.App.Components.Pages;

/// <summary>What a reader does with the view beyond reading it: holds it, points at a CI, follows a sign, keeps a cell's address.</summary>
public sealed partial class ProjectPage
{
    private const int MaxAddress = 1000;
    private bool _paused;
    private PausedNews _news;
    private FilteredGrid? _behind; // what a held view would show
    private string? _lit; // the sign of the failure that the reader looks at
    private HeadFacts? _head;
    private CellKey? _older; // named by the address, and not in the grid
    private string? _cellTrouble;
    private (ProjectKey?, string?) _asked;
    private (ProjectKey?, string?) _askedLit;
    private (string? Cell, string? Lit) _told; // what the browser's address has
    private bool _opened; // the open cell is the reader's choice: Back closes it
    private bool _reveal;

    [Inject] private CiContacts Contacts { get; set; } = null!;

    /// <summary>A cell to open: see <see cref="CellAddress"/>.</summary>
    [SupplyParameterFromQuery] public string? Cell { get; set; }

    /// <summary>The sign of a failure to light: see <see cref="Grids.Signs.SameFailure"/>.</summary>
    [SupplyParameterFromQuery] public string? Lit { get; set; }

    // One that is over makes no row quiet.
    private string? LitSign => _lit is null ? null : _grid?.Same.Signed.FirstOrDefault(s => s.Sign == _lit)?.Sign;

    /// <summary>Holds the view, or lets it go on.</summary>
    [JSInvokable]
    public void TurnPause()
    {
        (_paused, _news) = (!_paused, default);
        Read();
        StateHasChanged();
    }

    /// <summary>Fills the card for a CI's head. Says false where there is no such CI.</summary>
    [JSInvokable]
    public bool ShowHead(string ci)
    {
        (_hovered, _card) = (null, null);
        _head = _grid is null ? null : HeadFacts.Of(_grid, ci);
        if (_head is { } head) _head = head with { Contact = Contacts.Find(head.Column) };
        StateHasChanged();
        return _head is not null;
    }

    /// <summary>The newest grid; while the view is held, the one that was there, and what it lacks is counted.</summary>
    private GridSnapshot? Newest(ProjectKey key)
    {
        var newest = Feed.Current(key.Server, key.Project, _window, _filter);
        if (_grid is null) _paused = false; // another project is another view
        if (!_paused || newest is null || _grid!.Window != _window)
        {
            (_news, _behind) = (default, null);
            return newest;
        }

        _behind = GridFiltering.Apply(newest, _filter, Time, _behind ?? _filtered);
        _news = PausedNews.Of(_grid, _behind);
        return _grid;
    }

    /// <summary>Opens the cell that the address names. One that is not in the grid is looked for in the database.</summary>
    private void TakeCell()
    {
        _told = (Cell, Lit);
        if (_asked == (_key, Cell)) return;
        (_asked, _cellTrouble) = ((_key, Cell), null);
        if (Cell is not null) ShowCell(Cell);
    }

    private void TakeLit()
    {
        if (_askedLit == (_key, Lit)) return;
        _askedLit = (_key, Lit);
        if (Lit is { Length: > 0 and <= 8 }) _lit = Lit.ToUpperInvariant();
    }

    /// <summary>The browser's address became another by Back or Forward: the panel follows it.</summary>
    [JSInvokable]
    public void GoTo(string? cell, string? lit)
    {
        if (cell?.Length > MaxAddress) return;
        _told = (cell, lit);
        if (cell is null) Shut();
        else ShowCell(cell);
        StateHasChanged();
    }

    private void ShowCell(string cell)
    {
        _cellTrouble = null;
        if (_grid is not { } grid) return;
        if (CellAddress.Parse(cell) is not { } key)
        {
            _cellTrouble = "The link names no cell. It must have the form cell=change,patch set,CI or cell=change,patch set,CI,job.";
            return;
        }

        if (key == _chosen) return;
        (_chosen, _panel, _older) = (key, null, null);
        Look(grid);
        if (_panel is null) (_chosen, _older) = (null, key);
        else (_reveal, _) = (true, Held());
    }

    private bool Held()
    {
        Hold(false);
        return true;
    }

    /// <summary>Keeps the browser's address that of the open cell and the lit failure, and brings a cell from the address into view.</summary>
    private async Task TellCellAsync()
    {
        if (_script is not { } script) return;
        try
        {
            var open = _panel is null ? _older : _chosen;
            (string? Cell, string? Lit) address = (open is null ? null : CellAddress.Of(open), LitSign ?? _lit);
            if (address != _told)
            {
                var push = _opened;
                (_told, _opened) = (address, false);
                await script.InvokeVoidAsync("address", address.Cell, address.Lit, push);
            }

            if (!_reveal || _chosen is not { } cell) return;
            _reveal = false;
            var line = -1;
            for (var i = 0; i < _lines.Length && line < 0; i++)
                if (_lines[i].Row?.Source is { } row && row.Change == cell.Change && row.PatchSet == cell.PatchSet) line = i;
            await script.InvokeVoidAsync("show", $"{cell.Change}", $"{cell.PatchSet}", cell.Ci, cell.Job, line);
        }
        catch (Exception error) when (IsOfLeaving(error))
        {
            // The browser is gone or goes.
        }
    }
}
