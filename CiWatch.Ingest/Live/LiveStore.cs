using System.Collections.Concurrent;
using System.Collections.Immutable;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CiWatch.Ingest.Live;

/// <summary>One project of one server.</summary>
public readonly record struct ProjectKey(string Server, string Project);

/// <summary>
/// The boards of all projects in memory. One thread applies what the writer committed; any thread reads snapshots.
/// Subscribers are told "something changed" and nothing else: they read the newest snapshot when it suits them.
/// </summary>
/// <param name="history">How far back boards reach: the longest window plus what the rosters are learned from.</param>
/// <param name="clock">Says what is too old; is given the times of what was committed. Null for one of its own.</param>
/// <param name="limits">How much of what one CI says is held; null for the default.</param>
public sealed partial class LiveStore(TimeSpan history, TimeProvider time, ILogger<LiveStore>? log = null, EventClock? clock = null, BoardLimits? limits = null)
{
    /// <summary>The longest window (7 days) and the fortnight before it that says who is expected.</summary>
    public static readonly TimeSpan DefaultHistory = TimeSpan.FromDays(21);

    private readonly ConcurrentDictionary<ProjectKey, ProjectBoard> _boards = new();
    private readonly StringPool _pool = new();
    private readonly EventClock _clock = clock ?? new EventClock(time);
    private Dictionary<ProjectKey, BoardBuilder> _builders = [];
    private long _version;
    private long _forgotAt = time.GetTimestamp();
    private ImmutableHashSet<Action<ProjectKey>> _subscribers = [];
    private ImmutableHashSet<Action<IReadOnlyList<CommittedLine>>> _followers = [];

    /// <summary>The newest snapshot of a project; null where nothing is known of it.</summary>
    public ProjectBoard? Find(ProjectKey key) => _boards.GetValueOrDefault(key);

    /// <summary>All projects of which something is known.</summary>
    public IEnumerable<ProjectBoard> Boards => _boards.Values;

    /// <summary>
    /// Calls back with each project that changed, on the thread that committed: handlers return at once. What one throws is logged and
    /// keeps nothing from the others.
    /// </summary>
    public IDisposable Subscribe(Action<ProjectKey> changed)
    {
        ImmutableInterlocked.Update(ref _subscribers, s => s.Add(changed));
        return new Subscription(() => ImmutableInterlocked.Update(ref _subscribers, s => s.Remove(changed)));
    }

    /// <summary>
    /// Calls back with each batch that was committed, once the boards show it, on the thread that committed: handlers return at once. What
    /// one throws is logged and keeps nothing from the others.
    /// </summary>
    public IDisposable Follow(Action<IReadOnlyList<CommittedLine>> committed)
    {
        ImmutableInterlocked.Update(ref _followers, f => f.Add(committed));
        return new Subscription(() => ImmutableInterlocked.Update(ref _followers, f => f.Remove(committed)));
    }

    /// <summary>
    /// Takes history from the database, in place of all that was there; a reading that throws changes nothing. On the thread that applies.
    /// </summary>
    public void Load(IEnumerable<(ProjectKey Key, CiInfo Ci)> cis, IEnumerable<(ProjectKey Key, BoardRow Row)> rows)
    {
        Dictionary<ProjectKey, BoardBuilder> builders = [];
        foreach (var (key, ci) in cis) Builder(builders, key).Load(ci);
        foreach (var (key, row) in rows) Builder(builders, key).Load(row);
        _builders = builders;
        foreach (var gone in _boards.Keys.Where(k => !_builders.ContainsKey(k))) _boards.TryRemove(gone, out _);
        Publish(_builders.Keys.ToList());
    }

    /// <summary>Applies a committed batch and tells who listens.</summary>
    public void Apply(IReadOnlyList<CommittedLine> batch)
    {
        HashSet<ProjectKey> touched = [];
        _clock.See(batch.Max(c => c.Line.NewestAt));
        var oldest = _clock.Now - history;
        foreach (var line in batch)
        {
            if (line.Line.Change is not { } change || line is { IsNew: false, Line.Snapshot: null }) continue;
            var key = new ProjectKey(line.Line.Line.Server, change.Project);
            Builder(_builders, key).Apply(line, oldest);
            touched.Add(key);
        }

        Forget(oldest, touched);
        Publish(touched);
        if (batch.Count > 0) Hand(batch);
    }

    /// <summary>Once an hour: lets go of patch sets that are too old to be shown, and of projects that have no others.</summary>
    private void Forget(DateTimeOffset oldest, HashSet<ProjectKey> touched)
    {
        if (time.GetElapsedTime(_forgotAt) < TimeSpan.FromHours(1)) return;
        _forgotAt = time.GetTimestamp();
        foreach (var (key, builder) in _builders)
        {
            if (!touched.Contains(key) && _boards.TryGetValue(key, out var board) && board.Rows is [.., var last] && last.CreatedAt >= oldest) continue;
            builder.Forget(oldest);
            touched.Add(key);
            if (builder.Snapshot(_version).Rows.IsEmpty) _builders.Remove(key);
        }
    }

    private void Publish(IEnumerable<ProjectKey> keys)
    {
        foreach (var key in keys)
        {
            if (_builders.TryGetValue(key, out var builder)) _boards[key] = builder.Snapshot(++_version);
            else _boards.TryRemove(key, out _);
            Tell(key);
        }
    }

    private void Tell(ProjectKey key)
    {
        foreach (var changed in _subscribers)
        {
            try
            {
                changed(key);
            }
            catch (Exception error)
            {
                Log.SubscriberFailed(log ?? NullLogger<LiveStore>.Instance, key.Server, key.Project, error); // what is committed stays, and the next batch comes
            }
        }
    }

    private void Hand(IReadOnlyList<CommittedLine> batch)
    {
        foreach (var committed in _followers)
        {
            try
            {
                committed(batch);
            }
            catch (Exception error)
            {
                Log.FollowerFailed(log ?? NullLogger<LiveStore>.Instance, batch.Count, error);
            }
        }
    }

    private BoardBuilder Builder(Dictionary<ProjectKey, BoardBuilder> builders, ProjectKey key)
    {
        if (!builders.TryGetValue(key, out var builder))
            builders[key] = builder = new BoardBuilder(key.Server, key.Project, _pool, limits ?? BoardLimits.Default);
        return builder;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A part that shows {Project} of {Server} could not be told that it changed")]
        public static partial void SubscriberFailed(ILogger log, string server, string project, Exception error);

        [LoggerMessage(2, LogLevel.Error, "A part that follows what is committed could not be told of {Lines} lines")]
        public static partial void FollowerFailed(ILogger log, int lines, Exception error);
    }
}
