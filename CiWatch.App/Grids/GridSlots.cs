using CiWatch.Ingest.Live;

namespace CiWatch.App.Grids;

/// <summary>The place of one grid. Whoever reads or builds it holds its lock.</summary>
internal sealed class GridSlot
{
    /// <summary>The newest grid; null before the first one.</summary>
    public GridSnapshot? Grid { get; set; }

    /// <summary>The board that it shows.</summary>
    public ProjectBoard? Board { get; set; }

    /// <summary>When all of its cells were made last; later votes renewed single rows.</summary>
    public DateTimeOffset BuiltAt { get; set; }

    /// <summary>When somebody read it last, by the monotonic clock. Belongs to <see cref="GridSlots"/>.</summary>
    public long ReadAt { get; set; }
}

/// <summary>
/// Which grids are kept: those of the windows that pages offer, and of the endless others that an address may name (by window or CIs) the
/// <see cref="MostOthers"/> that were read last. What nobody reads for <see cref="Idle"/> goes.
/// </summary>
internal sealed class GridSlots(TimeProvider time)
{
    /// <summary>Grids of other windows than the offered ones, over all projects.</summary>
    public const int MostOthers = 16;

    /// <summary>An open page reads each minute, so nobody has this one open any more.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<(ProjectKey Key, GridWindow Window, string Only), GridSlot> _slots = [];

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _slots.Count;
        }
    }

    /// <summary>The slot of a project and window; a new one where none is kept.</summary>
    /// <param name="only">Which CIs are wanted; "" for all.</param>
    public GridSlot Of(ProjectKey key, GridWindow window, string only = "")
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue((key, window, only), out var slot))
            {
                if (!Offered(window, only)) MakeRoom();
                _slots[(key, window, only)] = slot = new GridSlot();
            }

            slot.ReadAt = time.GetTimestamp();
            return slot;
        }
    }

    /// <summary>Lets go of what nobody reads any more.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            foreach (var (name, slot) in _slots)
            {
                if (time.GetElapsedTime(slot.ReadAt) >= Idle) _slots.Remove(name);
            }
        }
    }

    private void MakeRoom()
    {
        var others = _slots.Where(s => !Offered(s.Key.Window, s.Key.Only)).ToList();
        if (others.Count >= MostOthers) _slots.Remove(others.MinBy(s => s.Value.ReadAt).Key);
    }

    private static bool Offered(GridWindow window, string only) => only.Length == 0 && GridWindow.Offered.Contains(window);
}
