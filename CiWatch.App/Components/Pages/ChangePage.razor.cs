using System.Collections.Immutable;
using System.Globalization;
using CiWatch.App.Changes;
using CiWatch.App.Components.Changes;
using CiWatch.App.Components.Grid;
using CiWatch.App.Components.Layout;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Components.Pages;

/// <summary>
/// One change: is it me or the CI? Built of the project's board in memory and kept true; what memory no longer holds is read from the
/// database once, when the page opens.
/// </summary>
public sealed partial class ChangePage : IAsyncDisposable
{
    private const int MostPatchSets = 10;

    private readonly HashSet<string> _open = [];
    private readonly CancellationTokenSource _end = new();
    private (long Number, string? Server)? _shown;
    private ProjectKey? _key;
    private StoredChange? _older;
    private ChangeBoard? _board;
    private ProjectBoard? _source;
    private ChangeOrder? _order;
    private ImmutableArray<TimelineMark> _marks = [];
    private ImmutableDictionary<string, string> _logs = ImmutableDictionary<string, string>.Empty;
    private ImmutableArray<long> _logsOf = [];
    private LiveReading? _away;
    private int? _upTo;
    private int _newest;
    private bool _all;
    private bool _isUnknown;
    private bool _isUnread;
    private bool _isLive;
    private LivePump? _pump;
    private IDisposable? _subscription;

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
        if (!long.TryParse(Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Unknown();
            return;
        }

        if (_shown == (number, Server)) return;
        _shown = (number, Server);
        (_key, _older, _board, _order, _upTo, _isUnknown, _isUnread, _all) = (Directory.Find(number, Server), null, null, null, null, false, false, false);
        _open.Clear();
        Read();
        if (_board is null || _board.PatchSets[0].PatchSet > 1) await ReadStoredAsync(number);
        Subscribe();
        await ReadLogsAsync();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || _end.IsCancellationRequested) return;
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

    private void Subscribe()
    {
        _subscription?.Dispose();
        _subscription = null;
        if (_pump is null || _key is not { } key) return;
        _subscription = Feed.Subscribe(key.Server, key.Project, _pump.Signal);
        _pump.Signal(); // what came between the first reading and the subscription
    }

    private async Task ReadStoredAsync(long number)
    {
        try
        {
            var stored = await Store.FindChangeAsync(number, _key?.Server ?? Server, _end.Token);
            if (_shown?.Number != number) return;
            if (stored is null || (_board is not null && stored.PatchSets.All(p => _board.PatchSets.Any(r => r.PatchSet == p.Info.Number))))
            {
                if (_board is null) Unknown();
                return;
            }

            _older = stored;
            _key ??= new ProjectKey(stored.Server, stored.Info.Project);
            _source = null;
            Read();
            if (_board is null) Unknown(); // a change that has no patch set
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception error)
        {
            ChangeLog.Unread(Logger, error, Server ?? "", number);
            _isUnread = _board is null;
        }
    }

    private async Task ShowIfNewAsync()
    {
        var (board, newest, away) = (_board, _newest, _away);
        Read();
        if (ReferenceEquals(board, _board) && newest == _newest && away == _away) return;
        StateHasChanged();
        await ReadLogsAsync();
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
        if (!_isLive && _board is not null && _older is null) return; // forgotten while it was open: it stays as it was
        _source = parts.Board;
        var older = _older is null ? [] : StoredRows.Of(_older);
        if (_older is not null) parts = parts with { Board = parts.Board with { Cis = StoredRows.Cis(_older).SetItems(parts.Board.Cis) } };
        _newest = Math.Max(parts.Board.Rows.Where(r => r.Change == shown.Number).Max(r => (int?)r.PatchSet) ?? 0, older.Max(r => (int?)r.PatchSet) ?? 0);
        _upTo ??= _newest == 0 ? null : _newest;
        _board = ChangeBuilder.Build(parts, shown.Number, older, _upTo, _board) ?? _board;
        if (_board is null) return;
        _order ??= ChangeOrder.Of(_board);
        _marks = Timeline.Marks(_board, Limits);
    }

    /// <summary>Finds the log of the first failing job of each CI that needs a look; asks the database only when their reports changed.</summary>
    private async Task ReadLogsAsync()
    {
        if (_board is not { } board) return;
        var failing = board.Cis.Where(c => !c.Failures.IsEmpty).ToList();
        ImmutableArray<long> ids = [.. failing.SelectMany(c => c.Now.Reports!.Reports).Select(r => r.Id)];
        if (ids.AsSpan().SequenceEqual(_logsOf.AsSpan())) return;
        _logsOf = ids;
        try
        {
            var jobs = await Store.JobsAsync(ids, _end.Token);
            if (!ids.AsSpan().SequenceEqual(_logsOf.AsSpan())) return;
            _logs = failing.Select(c => (c.Column.Ci, Url: LogOf(c, jobs))).Where(l => l.Url is not null).ToImmutableDictionary(l => l.Ci, l => l.Url!);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception error)
        {
            ChangeLog.Unread(Logger, error, board.Server, board.Newest.Change); // the rows stand without their links
            _logsOf = [];
        }
    }

    private static string? LogOf(ChangeCi ci, ImmutableDictionary<long, ImmutableArray<JobRun>> jobs) => ci.Now.Reports!.Reports.Reverse()
        .SelectMany(r => jobs.GetValueOrDefault(r.Id, []))
        .FirstOrDefault(j => (j.Name ?? j.Url) == ci.Failures[0].Name && j.Outcome is not (Outcome.Pass or Outcome.Void))?.Url;

    private void Turn(string ci)
    {
        if (!_open.Remove(ci)) _open.Add(ci);
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
