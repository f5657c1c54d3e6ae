using System.Collections.Concurrent;
using System.Collections.Immutable;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace CiWatch.App.Grids;

/// <summary>
/// The newest grid of each project and window, shared by all circuits that show it: built when somebody asks, at most once
/// for each version of the board and each minute. Subscribers are told that something changed and read when it suits them.
/// </summary>
internal sealed partial class GridFeed : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private readonly LiveStore _live;
    private readonly SourceStates _sources;
    private readonly TimeProvider _time;
    private readonly GridRules _rules;
    private readonly GridSlots _slots;
    private readonly ConcurrentDictionary<ProjectKey, (DateTimeOffset At, RosterTable Table)> _rosters = new();
    private readonly ConcurrentDictionary<ProjectKey, ConcurrentDictionary<object, Action>> _subscribers = new();
    private readonly ConcurrentDictionary<object, Action> _ofAll = new();
    private readonly ILogger _log;
    private readonly IDisposable _board;
    private readonly ITimer _clock;
    private long _editions;

    public GridFeed(LiveStore live, SourceStates sources, TimeProvider time, GridRules rules, ILogger<GridFeed>? log = null)
    {
        _log = log ?? NullLogger<GridFeed>.Instance;
        (_live, _sources, _time, _rules, _slots) = (live, sources, time, rules, new GridSlots(time));
        _board = live.Subscribe(Notify);
        _clock = time.CreateTimer(_ => Ticked(), null, Tick, Tick);
    }

    /// <summary>How many grids are kept: what tests count.</summary>
    internal int Kept => _slots.Count;

    /// <summary>How many are told of news: what tests count.</summary>
    internal int Listeners => _ofAll.Count + _subscribers.Values.Sum(s => s.Count);

    /// <summary>The newest grid; null where nothing is known of the project.</summary>
    public GridSnapshot? Current(string server, string project, GridWindow window) => Current(new ProjectKey(server, project), window, []);

    /// <summary>The newest grid with columns for the CIs that a filter asks for; null where nothing is known of the project.</summary>
    public GridSnapshot? Current(string server, string project, GridWindow window, GridFilter filter) =>
        Current(server, project, window) is { } grid && FoldedColumns.Wanted(grid, filter, _time) is { } wanted
            ? Current(new ProjectKey(server, project), window, wanted)
            : Current(server, project, window);

    /// <summary>The newest grid with a page of its CIs as columns, beside the gate's; null where there is no such page.</summary>
    /// <param name="page">From 1 on: the most regular ones.</param>
    public GridSnapshot? CurrentPage(string server, string project, GridWindow window, int page)
    {
        if (page == 1 || Current(server, project, window) is not { } grid) return Current(server, project, window);
        ImmutableArray<string> cis = [.. grid.Folded.Skip((int)Math.Min((page - 2L) * _rules.MaxColumns, int.MaxValue)).Take(_rules.MaxColumns).Select(f => f.Ci)];
        return cis.IsEmpty ? null : Current(new ProjectKey(server, project), window, cis);
    }

    /// <summary>How many CIs have columns at most.</summary>
    public int MaxColumns => _rules.MaxColumns;

    /// <param name="only">Keys of the CIs that are wanted besides the gate's; none for all.</param>
    private GridSnapshot? Current(ProjectKey key, GridWindow window, ImmutableArray<string> only)
    {
        if (_live.Find(key) is null) return null;
        var server = key.Server;
        var slot = _slots.Of(key, window, string.Join('\0', only.Order(StringComparer.Ordinal)));
        lock (slot)
        {
            // Read within the lock, else a reader who was overtaken would put an older grid in place of a newer one.
            var (now, completeUntil) = Now(server);
            if (_live.Find(key) is not { } board) return null;
            var grown = now < slot.BuiltAt || now - slot.BuiltAt >= Tick || slot.Grid?.CompleteUntil != completeUntil;
            if (!grown && ReferenceEquals(slot.Board, board)) return slot.Grid;
            var rosters = Rosters(key, board, now);
            if (!grown && slot.Grid is { } grid)
            {
                if (GridBuilder.Update(board, rosters, now, _rules, grid) is { } updated) return Keep(slot, board, updated);
            }

            slot.BuiltAt = now;
            return Keep(slot, board, GridBuilder.Build(board, window, rosters, now, _rules, slot.Grid, completeUntil, only.IsEmpty ? null : only.ToHashSet()));
        }
    }

    /// <summary>What grids of a project are built of just now; an empty board where nothing is known of it.</summary>
    public GridParts Parts(string server, string project)
    {
        var key = new ProjectKey(server, project);
        var (now, completeUntil) = Now(server);
        var waitsTo = GridBuilder.Earlier(now, completeUntil);
        return _live.Find(key) is { } board
            ? new GridParts(board, Rosters(key, board, now), now, _rules) { WaitsTo = waitsTo }
            : new GridParts(new ProjectBoard(server, project, [], ImmutableDictionary<string, CiInfo>.Empty, now, 0), RosterTable.Empty, now, _rules);
    }

    /// <summary>Calls back after each change of the project and each minute, on the publisher's thread: return at once.</summary>
    public IDisposable Subscribe(string server, string project, Action changed)
    {
        var key = new ProjectKey(server, project);
        var token = new object();
        _subscribers.GetOrAdd(key, _ => new()).TryAdd(token, changed);
        return new Unsubscribe(() => _subscribers[key].TryRemove(token, out Action? _));
    }

    /// <summary>Calls back after each change of any project and each minute, on the publisher's thread: return at once.</summary>
    public IDisposable Subscribe(Action changed)
    {
        var token = new object();
        _ofAll.TryAdd(token, changed);
        return new Unsubscribe(() => _ofAll.TryRemove(token, out Action? _));
    }

    public void Dispose()
    {
        _board.Dispose();
        _clock.Dispose();
    }

    /// <summary>
    /// Where windows end: at the present while the server is connected, else at its newest event. And until when all is known: what
    /// nobody could hear must not turn into "never answered".
    /// </summary>
    private (DateTimeOffset Now, DateTimeOffset? CompleteUntil) Now(string server)
    {
        var now = _time.GetUtcNow();
        var source = _sources.All.FirstOrDefault(s => s.Name == server);
        var isConnected = source is null or { State: ConnectionState.Live or ConnectionState.CatchingUp };
        return (!isConnected && source!.LastEventAt is { } heard && heard < now ? heard : now, source?.CompleteUntil);
    }

    private RosterTable Rosters(ProjectKey key, ProjectBoard board, DateTimeOffset now)
    {
        if (_rosters.TryGetValue(key, out var known) && now - known.At < Tick && known.At <= now) return known.Table;
        var table = RosterTable.Learn(board.Rows, now - GridWindow.Longest);
        _rosters[key] = (now, table);
        return table;
    }

    private void Notify(ProjectKey key)
    {
        TellProject(key);
        Tell(_ofAll.Values);
    }

    private void TellProject(ProjectKey key)
    {
        if (_subscribers.TryGetValue(key, out var subscribers)) Tell(subscribers.Values);
    }

    private void Tell(IEnumerable<Action> subscribers)
    {
        foreach (var changed in subscribers)
        {
            try
            {
                changed();
            }
            catch (Exception error)
            {
                Log.SubscriberFailed(_log, error); // one that fails keeps nothing from the others, nor from the timer
            }
        }
    }

    private GridSnapshot Keep(GridSlot slot, ProjectBoard board, GridSnapshot grid)
    {
        var edition = slot.Grid is { } before && ShowSame(before, grid) ? before.Edition : Interlocked.Increment(ref _editions);
        (slot.Board, slot.Grid) = (board, grid with { Edition = edition });
        return slot.Grid;
    }

    /// <summary>All else of a grid follows from its rows and columns.</summary>
    private static bool ShowSame(GridSnapshot a, GridSnapshot b) =>
        a.Columns == b.Columns && a.CompleteUntil == b.CompleteUntil && a.Rows.Length == b.Rows.Length
        && a.Rows.Zip(b.Rows).All(r => ReferenceEquals(r.First, r.Second));

    private void Ticked()
    {
        _slots.Forget();
        var now = _time.GetUtcNow();
        foreach (var (key, known) in _rosters)
        {
            // Learnt anew each minute while somebody looks.
            if ((now - known.At).Duration() >= GridSlots.Idle) _rosters.TryRemove(key, out _);
        }

        foreach (var key in _subscribers.Keys) TellProject(key);
        Tell(_ofAll.Values);
    }

    private sealed class Unsubscribe(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A page could not be told of a change")]
        public static partial void SubscriberFailed(ILogger log, Exception error);
    }
}
