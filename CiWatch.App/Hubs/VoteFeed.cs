using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Hubs;

/// <summary>
/// Hands what is committed to those who want it. The pipeline's thread only lays a batch down; one task looks up who is concerned (a look-up
/// for each kind of filter, however many listen) and fills their queues, which never wait either.
/// </summary>
internal sealed partial class VoteFeed : BackgroundService
{
    /// <summary>Batches that wait for this task. It waits for nobody, so they are few; were it not so, all are told what they missed.</summary>
    private const int MostBatches = 256;

    private readonly ConcurrentDictionary<VoteFilter, ImmutableHashSet<VoteListener>> _wanted = new();
    private readonly ConcurrentDictionary<VoteListener, bool> _listeners = new();
    private readonly Channel<IReadOnlyList<CommittedLine>> _batches;
    private readonly LiveStore _live;
    private readonly ILogger _log;
    private long _lost;

    public VoteFeed(LiveStore live, ILogger<VoteFeed> log)
    {
        (_live, _log) = (live, log);
        _batches = Channel.CreateBounded<IReadOnlyList<CommittedLine>>(
            new BoundedChannelOptions(MostBatches) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => Interlocked.Add(ref _lost, dropped.Sum(l => l.Reports.Count(r => r.IsNew))));
    }

    /// <summary>A connection began.</summary>
    public void Add(VoteListener listener) => _listeners[listener] = true;

    /// <summary>A connection ended: nothing of it stays.</summary>
    public void Remove(VoteListener listener)
    {
        _listeners.TryRemove(listener, out _);
        foreach (var filter in listener.Filters) Unsubscribe(listener, filter);
    }

    public void Subscribe(VoteListener listener, VoteFilter filter)
    {
        if (listener.Add(filter)) _wanted.AddOrUpdate(filter, _ => [listener], (_, l) => l.Add(listener));
    }

    public void Unsubscribe(VoteListener listener, VoteFilter filter)
    {
        if (!listener.Remove(filter)) return;
        var left = _wanted.AddOrUpdate(filter, _ => [], (_, l) => l.Remove(listener));
        if (left.IsEmpty) _wanted.TryRemove(new KeyValuePair<VoteFilter, ImmutableHashSet<VoteListener>>(filter, left)); // unless somebody came meanwhile
    }

    /// <summary>How many filters are kept: what tests count.</summary>
    internal int Kept => _wanted.Count;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var following = _live.Follow(batch =>
        {
            if (!_wanted.IsEmpty) _batches.Writer.TryWrite(batch);
        });
        await foreach (var batch in _batches.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                Hand(batch);
            }
            catch (Exception error)
            {
                Log.CannotHand(_log, error); // the next batch may do
            }
        }
    }

    private void Hand(IReadOnlyList<CommittedLine> batch)
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
        {
            foreach (var listener in _listeners.Keys) listener.Queue.AddMissed(lost);
        }

        HashSet<VoteListener> concerned = [];
        foreach (var vote in VoteAnswer.Of(batch))
        {
            concerned.Clear();
            foreach (var filter in VoteFilter.Passed(vote.Server, vote.Project, vote.Change, vote.Report.Ci))
            {
                if (_wanted.TryGetValue(filter, out var listeners)) concerned.UnionWith(listeners);
            }

            foreach (var listener in concerned) listener.Queue.Add(vote);
        }
    }

    internal static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Reports could not be handed to those who follow the hub")]
        public static partial void CannotHand(ILogger log, Exception error);

        [LoggerMessage(2, LogLevel.Debug, "A client of the hub could not be sent to")]
        public static partial void CannotSend(ILogger log, Exception error);
    }
}
