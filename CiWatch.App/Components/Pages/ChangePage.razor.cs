using System.Collections.Immutable;
using System.Globalization;
using CiWatch.App.Changes;
using CiWatch.App.Components.Changes;
using CiWatch.App.Components.Grid;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Signs;
using CiWatch.App.Language;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Components.Pages;

/// <summary>
/// One change: is it me or the CI? Built of the project's board in memory and kept true; what memory no longer holds is read from the
/// database once, when the page opens. Of a change that nobody knows it waits until somebody does.
/// </summary>
public sealed partial class ChangePage : IAsyncDisposable
{
    private const int MostPatchSets = 10;

    private readonly HashSet<string> _open = [];
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _gone; // outlives its source, which the page's end disposes
    private (long Number, string? Server)? _shown;
    private ProjectKey? _key;
    private Dictionary<ProjectKey, long> _lookedAt = [];
    private ChangeBoard? _board;
    private ProjectBoard? _source;
    private ChangeOrder? _order;
    private ImmutableArray<TimelineMark> _marks = [];
    private ImmutableDictionary<string, ImmutableArray<ChangeJob>> _jobs = ImmutableDictionary<string, ImmutableArray<ChangeJob>>.Empty;
    private ImmutableDictionary<string, SameFailure> _same = ImmutableDictionary<string, SameFailure>.Empty; // by CI
    private LiveReading? _away;
    private int? _upTo;
    private int _newest;
    private bool _all;
    private bool _isUnknown;
    private bool _isUnread;
    private bool _isLive;
    private LivePump? _pump;
    private IDisposable? _subscription;

    /// <summary>Makes a page that shows nothing yet.</summary>
    public ChangePage() => _gone = _end.Token;

    [Inject] private GridFeed Feed { get; set; } = null!;
    [Inject] private ChangeDirectory Directory { get; set; } = null!;
    [Inject] private CiContacts Contacts { get; set; } = null!;
    [Inject] private ReportStore Store { get; set; } = null!;
    [Inject] private SourceStates Sources { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IOptions<PageOptions> Options { get; set; } = null!;
    [Inject] private ILogger<ChangePage> Logger { get; set; } = null!;

    /// <summary>The change's number, as Gerrit shows it; as the address has it.</summary>
    [Parameter] public string Number { get; set; } = "";

    /// <summary>Which server's change, where several have one of that number.</summary>
    [SupplyParameterFromQuery] public string? Server { get; set; }

    /// <summary>Only while the page is prerendered: to answer 404.</summary>
    [CascadingParameter] private HttpContext? Http { get; set; }

    private CellLimits Limits => field ??= new CellLimits(Options.Value.OverdueAfter, Options.Value.MissingAfter);

    private int First => _all ? 0 : Math.Max(0, (_board?.PatchSets.Length ?? 0) - MostPatchSets);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (long, string?)? asked = long.TryParse(Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, Server) : null;
        if (asked is not null && _shown == asked) return;
        _shown = asked;
        (_key, _olderRows, _olderCis, _board, _order, _upTo, _isUnknown, _isUnread, _all) = (null, [], null, null, null, null, false, false, false);
        (_lookedAt, _rechecks, _logsOf) = ([], [], []);
        _open.Clear();
        if (asked is not { } shown)
        {
            Unknown();
            Subscribe();
            return;
        }

        _key = Directory.Find(number, Server, _lookedAt);
        await ShowAsync(shown);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || _gone.IsCancellationRequested) return;
        _pump = new LivePump(() => InvokeAsync(ShowIfNewAsync), DispatchExceptionAsync, Time);
        Sources.Changed += _pump.Signal;
        Subscribe();
        StateHasChanged();
    }

    private void Unknown()
    {
        _isUnknown = true;
        if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = StatusCodes.Status404NotFound; // NotFoundPage answers
    }

    private async Task ShowAsync((long Number, string? Server) shown)
    {
        Read();
        if (_board is null || _board.PatchSets[0].PatchSet > 1) await ReadStoredAsync(shown);
        if (IsLeft(shown)) return;
        Subscribe();
        await ReadMoreAsync();
    }

    /// <summary>Whether the reader has gone from what was asked for, to another change or altogether: then no answer for it is taken.</summary>
    private bool IsLeft((long, string?) asked) => _gone.IsCancellationRequested || _shown != asked;

    private void Subscribe()
    {
        _subscription?.Dispose();
        _subscription = null;
        if (_pump is null || _shown is null || _gone.IsCancellationRequested) return;
        _subscription = _key is { } key ? Feed.Subscribe(key.Server, key.Project, _pump.Signal) : Feed.Subscribe(_pump.Signal);
        _pump.Signal(); // what came between the first reading and the subscription
    }

    private async Task ShowIfNewAsync()
    {
        if (_shown is not { } shown) return;
        if (_key is null)
        {
            if (!_isUnknown || Directory.Find(shown.Number, shown.Server, _lookedAt) is not { } found) return;
            (_key, _isUnknown) = (found, false);
            await ShowAsync(shown);
            StateHasChanged();
            return;
        }

        var (board, newest, away, jobs) = (_board, _newest, _away, _jobs);
        Read();
        if (ReferenceEquals(board, _board) && newest == _newest && away == _away && ReferenceEquals(jobs, _jobs)) return;
        StateHasChanged();
        await ReadMoreAsync();
    }

    /// <summary>Takes the newest board, and makes of it what is shown. Cheap where nothing changed.</summary>
    private void Read()
    {
        if (_key is not { } key || _shown is not { } shown) return;
        var reading = LiveReading.Of([.. Sources.All.Where(s => s.Name == key.Server)], Time.GetUtcNow(), Options.Value.StaleAfter);
        _away = reading.Sign == "stale" ? reading : null;
        var parts = Feed.Parts(key.Server, key.Project);
        var minute = TimeSpan.FromMinutes(1);
        if (_board is not null && ReferenceEquals(_source, parts.Board) && parts.Now - _board.To < minute && parts.Now >= _board.To) return;
        _isLive = parts.Board.Rows.Any(r => r.Change == shown.Number);
        if (!_isLive && _board is not null && _olderCis is null) return; // forgotten while it was open: it stays as it was
        _source = parts.Board;
        _newest = Math.Max(parts.Board.Rows.Where(r => r.Change == shown.Number).Max(r => (int?)r.PatchSet) ?? 0, _olderRows.Max(r => (int?)r.PatchSet) ?? 0);
        _upTo ??= _newest == 0 ? null : _newest;
        var before = _board;
        _board = ChangeBuilder.Build(parts, shown.Number, _olderRows, _upTo, before, _olderCis) ?? before;
        if (_board is null) return;
        if (_order is null or { IsEmpty: true }) _order = ChangeOrder.Of(_board);
        if (!ReferenceEquals(before, _board))
        {
            _marks = Timeline.Marks(_board, Limits, _rechecks);
            _same = ChangeSameFailures.Of(_board, Feed.Current(key.Server, key.Project, GridWindow.Default));
        }

        ReadJobs(parts);
    }

    /// <summary>Makes the rows of the jobs of those CIs that are open; none of the others are looked at.</summary>
    private void ReadJobs(GridParts parts)
    {
        if (_board is not { } board) return;
        var jobs = board.Cis.Where(c => _open.Contains(c.Column.Ci))
            .ToImmutableDictionary(c => c.Column.Ci, c => ChangeJob.Of(parts, board, c, _jobs.GetValueOrDefault(c.Column.Ci)));
        if (jobs.Count != _jobs.Count || jobs.Any(j => !_jobs.TryGetValue(j.Key, out var known) || known != j.Value)) _jobs = jobs;
    }

    private void Turn(string ci)
    {
        if (!_open.Remove(ci)) _open.Add(ci);
        if (_key is { } key) ReadJobs(Feed.Parts(key.Server, key.Project));
    }

    private void ShowNew()
    {
        (_upTo, _order, _source) = (null, null, null);
        Read();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _end.Dispose();
        _subscription?.Dispose();
        if (_pump is null) return;
        Sources.Changed -= _pump.Signal;
        await _pump.DisposeAsync();
    }
}
