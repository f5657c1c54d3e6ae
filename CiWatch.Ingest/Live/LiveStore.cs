using System.Collections.Concurrent;
using System.Collections.Immutable;
using CiWatch.Ingest.Intake;

namespace CiWatch.Ingest.Live;

/// <summary>One project of one server.</summary>
public readonly record struct ProjectKey(string Server, string Project);

/// <summary>
/// The boards of all projects in memory. One thread applies what the writer committed; any thread reads snapshots.
/// Subscribers are told "something changed" and nothing else: they read the newest snapshot when it suits them.
/// </summary>
/// <param name="history">How far back boards reach: the longest window plus what the rosters are learned from.</param>
public sealed class LiveStore(TimeSpan history, TimeProvider time)
{
    /// <summary>The longest window (7 days) and the fortnight before it that says who is expected.</summary>
    public static readonly TimeSpan DefaultHistory = TimeSpan.FromDays(21);

    private readonly Dictionary<ProjectKey, BoardBuilder> _builders = [];
    private readonly ConcurrentDictionary<ProjectKey, ProjectBoard> _boards = new();
    private readonly StringPool _pool = new();
    private long _version;
    private DateTimeOffset _forgotAt = time.GetUtcNow();
    private ImmutableHashSet<Action<ProjectKey>> _subscribers = [];

    /// <summary>The newest snapshot of a project; null where nothing is known of it.</summary>
    public ProjectBoard? Find(ProjectKey key) => _boards.GetValueOrDefault(key);

    /// <summary>All projects of which something is known.</summary>
    public IEnumerable<ProjectBoard> Boards => _boards.Values;

    /// <summary>
    /// Calls back with each project that changed, on the thread that committed: handlers return at once and never throw.
    /// </summary>
    public IDisposable Subscribe(Action<ProjectKey> changed)
    {
        ImmutableInterlocked.Update(ref _subscribers, s => s.Add(changed));
        return new Subscription(() => ImmutableInterlocked.Update(ref _subscribers, s => s.Remove(changed)));
    }

    /// <summary>Takes history from the database, in place of all that was there. On the thread that applies.</summary>
    public void Load(IEnumerable<(ProjectKey Key, CiInfo Ci)> cis, IEnumerable<(ProjectKey Key, BoardRow Row)> rows)
    {
        _builders.Clear();
        foreach (var (key, ci) in cis) Builder(key).Load(ci);
        foreach (var (key, row) in rows) Builder(key).Load(row);
        foreach (var gone in _boards.Keys.Where(k => !_builders.ContainsKey(k))) _boards.TryRemove(gone, out _);
        Publish(_builders.Keys.ToList());
    }

    /// <summary>Applies a committed batch and tells who listens.</summary>
    public void Apply(IReadOnlyList<CommittedLine> batch)
    {
        HashSet<ProjectKey> touched = [];
        foreach (var line in batch)
        {
            if (line.Line.Change is not { } change || line is { IsNew: false, Line.Snapshot: null }) continue;
            var key = new ProjectKey(line.Line.Line.Server, change.Project);
            Builder(key).Apply(line);
            touched.Add(key);
        }

        Forget(touched);
        Publish(touched);
    }

    private void Forget(HashSet<ProjectKey> touched)
    {
        var now = time.GetUtcNow();
        if (now - _forgotAt < TimeSpan.FromHours(1)) return;
        _forgotAt = now;
        foreach (var (key, builder) in _builders)
        {
            builder.Forget(now - history);
            touched.Add(key);
        }
    }

    private void Publish(IEnumerable<ProjectKey> keys)
    {
        foreach (var key in keys)
        {
            _boards[key] = _builders[key].Snapshot(++_version);
            foreach (var changed in _subscribers) changed(key);
        }
    }

    private BoardBuilder Builder(ProjectKey key)
    {
        if (!_builders.TryGetValue(key, out var builder))
            _builders[key] = builder = new BoardBuilder(key.Server, key.Project, _pool);
        return builder;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
