namespace CiWatch.App.Hubs;

/// <summary>
/// What waits for one connection: bounded in number and bytes. Whoever puts something in never waits; where there is no room the oldest goes,
/// and is counted as missed.
/// </summary>
internal sealed class VoteQueue(int mostReports, long mostBytes)
{
    private readonly Lock _lock = new();
    private readonly Queue<(VoteAnswer Vote, long Size)> _waiting = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private long _bytes;
    private long _missed;

    /// <summary>Puts a report in.</summary>
    public void Add(VoteAnswer vote)
    {
        var size = vote.Size;
        lock (_lock)
        {
            while (_waiting.Count > 0 && (_waiting.Count >= mostReports || _bytes + size > mostBytes))
            {
                _bytes -= _waiting.Dequeue().Size;
                _missed++;
            }

            _waiting.Enqueue((vote, size));
            _bytes += size;
        }

        Wake();
    }

    /// <summary>Says that reports went missing before they came here.</summary>
    public void AddMissed(long reports)
    {
        lock (_lock) _missed += reports;
        Wake();
    }

    /// <summary>Waits for the next: how many were missed before it, and the report; null where there is only that to tell.</summary>
    public async Task<(long Missed, VoteAnswer? Vote)> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            lock (_lock)
            {
                var any = _waiting.TryDequeue(out var next);
                if (any || _missed > 0)
                {
                    var taken = (_missed, any ? next.Vote : null);
                    _missed = 0;
                    if (any) _bytes -= next.Size;
                    return taken;
                }
            }

            await _signal.WaitAsync(cancel);
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            if (_signal.CurrentCount == 0) _signal.Release();
        }
    }
}
