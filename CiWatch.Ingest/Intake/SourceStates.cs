using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CiWatch.Ingest.Intake;

/// <summary>The state of each server, in the order of the settings. Safe to use from any thread.</summary>
public sealed partial class SourceStates(TimeProvider time, ILogger<SourceStates>? log = null)
{
    private readonly Lock _lock = new();
    private ImmutableArray<SourceState> _all = [];

    /// <summary>Raised after any change, on the thread that made it; handlers return at once. What one throws is logged.</summary>
    public event Action? Changed;

    /// <summary>The newest state of each server.</summary>
    public ImmutableArray<SourceState> All
    {
        get
        {
            lock (_lock) return _all;
        }
    }

    /// <summary>Makes a server known, with the counts that the database remembers.</summary>
    public void Register(SourceState state) => Change(state.Name, _ => state);

    /// <summary>Says how the connection stands. The time of the change is kept only where the state really changes.</summary>
    public void Set(string server, ConnectionState state, string? reason = null, DateTimeOffset? nextTryAt = null) =>
        Change(server, s => s.In(state, time.GetUtcNow()) with { Reason = reason, NextTryAt = nextTryAt });

    /// <summary>Says that all of the server's history is stored: no gap is left.</summary>
    public void SetComplete(string server) => Change(server, s => s.Complete(time.GetUtcNow()));

    /// <summary>Says that something of the server's stream was lost, until its history has been fetched again.</summary>
    public void SetIncomplete(string server) => Change(server, s => s.Incomplete(time.GetUtcNow()));

    /// <summary>Says how far history has been fetched; null when none is being fetched.</summary>
    public void SetCatchUp(string server, CatchUpProgress? progress) => Change(server, s => s with { CatchUp = progress });

    /// <summary>Counts events that are lost.</summary>
    public void CountDropped(string server, long events) => Change(server, s => s with { Dropped = s.Dropped + events });

    /// <summary>Adds what one committed batch held.</summary>
    public void Count(string server, long events, long reports, long malformed, long dropped, DateTimeOffset? lastEventAt) =>
        Change(server, s => s with
        {
            Events = s.Events + events,
            Reports = s.Reports + reports,
            Malformed = s.Malformed + malformed,
            Dropped = s.Dropped + dropped,
            LastEventAt = lastEventAt > s.LastEventAt || s.LastEventAt is null ? lastEventAt ?? s.LastEventAt : s.LastEventAt,
        });

    private void Change(string server, Func<SourceState, SourceState> change)
    {
        lock (_lock)
        {
            var at = _all.ToList().FindIndex(s => s.Name == server);
            var old = at < 0
                ? new SourceState(server, ConnectionState.Connecting, time.GetUtcNow(), null, null, null, 0, 0, 0, 0)
                : _all[at];
            _all = at < 0 ? _all.Add(change(old)) : _all.SetItem(at, change(old));
        }

        foreach (var changed in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                changed();
            }
            catch (Exception error)
            {
                Log.SubscriberFailed(log ?? NullLogger<SourceStates>.Instance, server, error); // the connection and the pipeline go on
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A part that shows how {Server} stands could not be told that it changed")]
        public static partial void SubscriberFailed(ILogger log, string server, Exception error);
    }
}
