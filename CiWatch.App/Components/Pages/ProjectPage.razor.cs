using System.Collections.Immutable;
using CiWatch.App.Addresses;
using CiWatch.App.Components.Filters;
using CiWatch.App.Components.Grid;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Components.Pages;

/// <summary>One project's grid: what the address names, kept true while the page is open.</summary>
public sealed partial class ProjectPage : IAsyncDisposable
{
    private ProjectKey? _key;
    private GridWindow _window = GridWindow.Default;
    private ImmutableArray<ProjectKey> _similar = [];
    private GridSnapshot? _grid;
    private GridLayout? _layout;
    private ImmutableArray<GridRow> _rows = [];
    private ImmutableArray<GridLine> _lines = [];
    private LiveReading? _away;
    private GridSnapshot? _judged;
    private HeldRows? _held;
    private int _waiting;
    private bool _isGateBroken;
    private LivePump? _pump;
    private IDisposable? _subscription;

    [Inject] private GridFeed Feed { get; set; } = null!;
    [Inject] private ProjectDirectory Directory { get; set; } = null!;
    [Inject] private SourceStates Sources { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IOptions<PageOptions> Options { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The project's whole name, slashes and all, where a path can hold it.</summary>
    [Parameter] public string? Name { get; set; }

    /// <summary>The project's whole name where a path can't hold it: see <see cref="ProjectName"/>.</summary>
    [SupplyParameterFromQuery(Name = ProjectName.Name)] public string? NameInQuery { get; set; }

    /// <summary>What stands for a name that no address can hold.</summary>
    [SupplyParameterFromQuery(Name = ProjectName.Digest)] public string? Digest { get; set; }

    /// <summary>Which server's project, where several have one of that name.</summary>
    [SupplyParameterFromQuery] public string? Server { get; set; }

    /// <summary>How far back: see <see cref="GridWindow"/>.</summary>
    [SupplyParameterFromQuery] public string? Window { get; set; }

    /// <summary>Keys of the CIs that are opened into their jobs.</summary>
    [SupplyParameterFromQuery] public string[]? Open { get; set; }

    /// <summary>Only while the page is prerendered: to answer 404, and to guess whether it is read on a phone.</summary>
    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>Cards in place of the table. Guessed once by the request, kept for the circuit, decided by js/grid.js.</summary>
    [PersistentState] public bool? Phone { get; set; }

    private ProjectReference Asked => new(Name, NameInQuery, Digest);

    private CellLimits Limits => field ??= new CellLimits(Options.Value.OverdueAfter, Options.Value.MissingAfter);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Http is not null) Phone ??= Http.Request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.Ordinal);
        if (Http is not null) ZoneName ??= Http.Request.Cookies["zone"];
        var key = Directory.Find(Asked.Means, Server);
        if (key is null)
        {
            _similar = Directory.Similar(Asked.Shown);
            if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = StatusCodes.Status404NotFound; // NotFoundPage answers
        }

        _window = GridWindow.TryParse(Window, out var window) ? window : GridWindow.Default;
        TakeFilter();
        if (_key != key)
        {
            _key = key;
            (_grid, _held, _chosen, _card, _view) = (null, null, null, null, LineWindow.Start);
            (_older, _panel, _lit, _head) = (null, null, null, null);
            Subscribe();
        }

        if (_key is not null) _steps.Came(Place);
        Read();
        TakeCell();
        TakeLit();
    }

    private void Subscribe()
    {
        _subscription?.Dispose();
        _subscription = null;
        if (_pump is null || _key is not { } key) return;
        _subscription = Feed.Subscribe(key.Server, key.Project, _pump.Signal);
        _pump.Signal(); // what came between the first reading and the subscription
    }

    /// <summary>Begins to follow: once the page is on a circuit, never while it is prerendered.</summary>
    private void Follow()
    {
        _pump = new LivePump(() => InvokeAsync(ShowIfNew), DispatchExceptionAsync, Time);
        Sources.Changed += _pump.Signal;
        Subscribe();
    }

    /// <summary>
    /// Signals are many more than news: each batch of any server signals, a vote of this project by two ways. A grid is a new one
    /// at least each minute, and with it all that ages on the page is drawn again.
    /// </summary>
    private void ShowIfNew()
    {
        var (grid, away, news) = (_grid, _away, _news);
        Read();
        if (!ReferenceEquals(grid, _grid) || away != _away || news != _news) StateHasChanged();
    }

    /// <summary>Takes the newest snapshot, and makes of it what is drawn. Cheap where nothing changed.</summary>
    private void Read()
    {
        if (_key is not { } key) return;
        _grid = Newest(key) ?? _grid; // a project that was silent until it was forgotten stays as it was
        var reading = LiveReading.Of([.. Sources.All.Where(s => s.Name == key.Server)], Time.GetUtcNow(), Options.Value.StaleAfter);
        _away = reading.Sign == "stale" || reading.CompleteUntil is not null ? reading : null;
        if (_grid is not { } grid) return;
        Filtered(grid);
        if (!ReferenceEquals(grid, _judged)) (_judged, _isGateBroken) = (grid, CiStanding.IsGateBroken(grid));
        _lines = GridLines.Of(_rows.AsSpan(), DayZone);
        Look(grid);
    }

    /// <summary>Opens or closes a CI's jobs, in the address: so it can be sent, and survives a reload.</summary>
    private void Turn(string ci) =>
        Step(new PlaceStep(p => p with { Open = p.Open.Contains(ci) ? p.Open.Remove(ci) : p.Open.Add(ci) }, Replace: true));

    private void ShowNew()
    {
        _held = null;
        Read();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        _subscription?.Dispose();
        if (_pump is not null)
        {
            Sources.Changed -= _pump.Signal;
            await _pump.DisposeAsync();
        }

        await DetachAsync();
    }
}
