using CiWatch.App.Grids;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Components;

namespace CiWatch.App.Components.Panel;

/// <summary>Reads the cell, once for each that is named.</summary>
public sealed partial class OlderCell : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private (string Server, string Project, CellKey? Cell) _asked;
    private CellView? _view;
    private DateTimeOffset _readAt;
    private string? _said;
    private bool _failed;

    [Inject] private ReportStore Store { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private ILogger<OlderCell> Logger { get; set; } = null!;

    /// <summary>The Gerrit server.</summary>
    [Parameter, EditorRequired] public string Server { get; set; } = "";

    /// <summary>The project whose page this is: cells of others are not shown on it.</summary>
    [Parameter, EditorRequired] public string Project { get; set; } = "";

    /// <summary>The cell.</summary>
    [Parameter, EditorRequired] public CellKey Cell { get; set; } = null!;

    /// <summary>The grid that does not show it.</summary>
    [Parameter, EditorRequired] public GridWindow Window { get; set; }

    /// <summary>When answers are due.</summary>
    [Parameter, EditorRequired] public CellLimits Limits { get; set; } = null!;

    /// <summary>The reader closes the panel.</summary>
    [Parameter] public EventCallback OnShut { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        if (_asked == (Server, Project, Cell)) return Task.CompletedTask;
        _asked = (Server, Project, Cell);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var asked = _asked;
        (_view, _said, _failed) = (null, null, false);
        try
        {
            var change = await Store.FindCellAsync(Cell.Change, Server, Cell.PatchSet, Cell.Ci, _end.Token);
            if (asked != _asked) return; // another cell was named meanwhile
            _readAt = Time.GetUtcNow();
            _view = change is null ? null : StoredCell.Of(change, Project, Cell, _readAt, Limits);
            _said = _view is null
                ? $"Nothing is known of this CI on patch set {Cell.PatchSet} of change {Cell.Change} in this project. It is not in the database any more, or the link is wrong."
                : null;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The panel is closed.
        }
        catch (Exception error)
        {
            Log.Unread(Logger, error, asked.Server, Cell.Change, Cell.PatchSet, Cell.Ci);
            if (asked != _asked) return;
            (_said, _failed) = ("The reports could not be read: the database did not answer.", true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Reports of {Server} {Change},{PatchSet} by {Ci} could not be read")]
        public static partial void Unread(ILogger logger, Exception error, string server, long change, int patchSet, string ci);
    }
}
