using Microsoft.Win32.SafeHandles;

namespace CiWatch.Ingest.Intake;

/// <summary>One file of the spool. It is removed once all its lines are stored, and not before: a kill at any moment leaves what is not.</summary>
internal sealed class SpoolSegment(string path, bool leftover, long written)
{
    private readonly Dictionary<string, long> _unread = [];

    public string Path { get; } = path;

    /// <summary>From an earlier run: its lines may have been stored.</summary>
    public bool Leftover { get; } = leftover;

    /// <summary>Bytes that are whole records.</summary>
    public long Written { get; private set; } = written;

    /// <summary>Where the next record to be read begins.</summary>
    public long Read { get; private set; }

    /// <summary>Lines that the pipeline got from it and has not yet stored.</summary>
    public int Open { get; set; }

    /// <summary>Open for writing; null where no more will come.</summary>
    public SafeFileHandle? Writer { get; set; }

    public bool HasUnread => Read < Written;

    public bool Finished => Writer is null && !HasUnread && Open == 0;

    /// <summary>Lines not read by server. Of a leftover nobody knows.</summary>
    public IReadOnlyDictionary<string, long> Unread => _unread;

    public void CountWritten(string server, long bytes)
    {
        Written += bytes;
        _unread[server] = _unread.GetValueOrDefault(server) + 1;
    }

    public void CountRead(long to, IEnumerable<RawLine> lines)
    {
        Read = to;
        if (Leftover) return;
        foreach (var line in lines) _unread[line.Server]--;
    }

    /// <summary>Gives up what was not read.</summary>
    public void Skip() => Read = Written;
}
