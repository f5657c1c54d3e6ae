namespace CiWatch.Ingest.Intake;

/// <summary>
/// The time by which old data is removed. A wall clock alone must not decide that: it may stand in another year after a start, or jump.
/// So this clock is never more than a day ahead of the newest event, and of the time that has passed since that event was seen.
/// Safe from any thread.
/// </summary>
public sealed class EventClock(TimeProvider time)
{
    /// <summary>How far the clock may be ahead of the newest event.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _newest;
    private long _seenAt;

    /// <summary>Now; the wall clock alone before the first event.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock) return Bounded(time.GetUtcNow(), _newest + time.GetElapsedTime(_seenAt));
        }
    }

    /// <summary>The wall clock's time, at most a day after the newest event; null where there is none. Pure.</summary>
    public static DateTimeOffset Bounded(DateTimeOffset now, DateTimeOffset? newest) => newest < now - MaxAhead ? newest.Value + MaxAhead : now;

    /// <summary>Takes the time of an event, which counts where it is the newest; null changes nothing.</summary>
    public void See(DateTimeOffset? at)
    {
        lock (_lock)
        {
            if (at is null || at <= _newest) return;
            (_newest, _seenAt) = (at, time.GetTimestamp());
        }
    }
}
