using System.Collections.Concurrent;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Grids;

/// <summary>
/// The newest grid of each project and window, shared by all circuits that show it: built when somebody asks, at most once
/// for each version of the board and each minute. Subscribers are told that something changed and read when it suits them.
/// </summary>
internal sealed class GridFeed : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private readonly LiveStore _live;
    private readonly SourceStates _sources;
    private readonly TimeProvider _time;
    private readonly GridRules _rules;
    private readonly ConcurrentDictionary<(ProjectKey, GridWindow), Slot> _slots = new();
    private readonly ConcurrentDictionary<ProjectKey, (DateTimeOffset At, RosterTable Table)> _rosters = new();
    private readonly ConcurrentDictionary<ProjectKey, ConcurrentDictionary<object, Action>> _subscribers = new();
    private readonly IDisposable _board;
    private readonly ITimer _clock;

    public GridFeed(LiveStore live, SourceStates sources, TimeProvider time, GridRules rules)
    {
        (_live, _sources, _time, _rules) = (live, sources, time, rules);
        _board = live.Subscribe(Notify);
        _clock = time.CreateTimer(_ => NotifyAll(), null, Tick, Tick);
    }

    /// <summary>The newest grid; null where nothing is known of the project.</summary>
    public GridSnapshot? Current(string server, string project, GridWindow window)
    {
        var key = new ProjectKey(server, project);
        if (_live.Find(key) is not { } board) return null;
        var now = Now(server);
        // Only the windows that pages offer are kept: addresses may name any number of others.
        if (!GridWindow.Offered.Contains(window)) return GridBuilder.Build(board, window, Rosters(key, board, now), now, _rules);
        var slot = _slots.GetOrAdd((key, window), _ => new Slot());
        lock (slot)
        {
            var rosters = Rosters(key, board, now);
            if (slot.Grid is { } grid && now >= slot.BuiltAt && now - slot.BuiltAt < Tick)
            {
                if (grid.Version == board.Version) return grid;
                if (GridBuilder.Update(board, rosters, now, _rules, grid) is { } updated) return slot.Grid = updated;
            }

            slot.BuiltAt = now;
            return slot.Grid = GridBuilder.Build(board, window, rosters, now, _rules, slot.Grid);
        }
    }

    /// <summary>Calls back after each change of the project and each minute, on the publisher's thread: return at once.</summary>
    public IDisposable Subscribe(string server, string project, Action changed)
    {
        var key = new ProjectKey(server, project);
        var token = new object();
        _subscribers.GetOrAdd(key, _ => new()).TryAdd(token, changed);
        return new Unsubscribe(() => _subscribers[key].TryRemove(token, out Action? _));
    }

    public void Dispose()
    {
        _board.Dispose();
        _clock.Dispose();
    }

    /// <summary>
    /// The time that waits are measured to: the clock while the server is heard, else the newest event. What nobody could
    /// hear must not turn into "never answered".
    /// </summary>
    private DateTimeOffset Now(string server)
    {
        var now = _time.GetUtcNow();
        var source = _sources.All.FirstOrDefault(s => s.Name == server);
        return source is { State: not ConnectionState.Live and not ConnectionState.CatchingUp, LastEventAt: { } heard } && heard < now ? heard : now;
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
        if (!_subscribers.TryGetValue(key, out var subscribers)) return;
        foreach (var changed in subscribers.Values) changed();
    }

    private void NotifyAll()
    {
        foreach (var key in _subscribers.Keys) Notify(key);
    }

    private sealed class Slot
    {
        public GridSnapshot? Grid { get; set; }

        public DateTimeOffset BuiltAt { get; set; }
    }

    private sealed class Unsubscribe(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
