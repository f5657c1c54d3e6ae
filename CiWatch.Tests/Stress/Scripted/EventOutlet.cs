namespace CiWatch.Tests.Stress.Scripted;

/// <summary>
/// The queue between a Gerrit and its streams: it passes events on, or overflows as Gerrit's does (field notes: the newest events are
/// discarded, and the marker comes before older ones that were still queued), or loses some without a word.
/// </summary>
internal sealed class EventOutlet(Action<string> emit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<string> _held = [];
    private int _toHold;
    private int _toDrop;
    private bool _marker;

    /// <summary>Events put in, told or not.</summary>
    public int Events { get; private set; }

    /// <summary>Events that no stream was given.</summary>
    public int Dropped { get; private set; }

    /// <summary>Nothing is held and nothing more will be dropped.</summary>
    public bool Flows
    {
        get
        {
            lock (_lock) return _toHold == 0 && _toDrop == 0;
        }
    }

    public void Put(string line)
    {
        lock (_lock)
        {
            Events++;
            if (_toHold > 0)
            {
                _toHold--;
                _held.Enqueue(line);
            }
            else if (_toDrop > 0)
            {
                Dropped++;
                if (--_toDrop == 0) Release();
            }
            else emit(line);
        }
    }

    /// <summary>The next events are held, those after them dropped, and a marker says so. False where it is at it already.</summary>
    public bool Overflow(int held, int dropped)
    {
        lock (_lock)
        {
            if (_toHold > 0 || _toDrop > 0) return false;
            (_toHold, _toDrop, _marker) = (held, dropped, true);
            return true;
        }
    }

    /// <summary>The next events are dropped, and nobody says so. False where it drops already.</summary>
    public bool Lose(int dropped)
    {
        lock (_lock)
        {
            if (_toHold > 0 || _toDrop > 0) return false;
            _toDrop = dropped;
            return true;
        }
    }

    private void Release()
    {
        if (_marker) emit(GerritLines.DroppedOutput(time.GetUtcNow().ToUnixTimeSeconds()));
        _marker = false;
        while (_held.TryDequeue(out var line)) emit(line);
    }
}
