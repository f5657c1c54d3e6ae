using System.Collections.Concurrent;
using System.Threading.Channels;

namespace CiWatch.Ingest.Intake;

/// <summary>
/// The seam between sources (SSH, demonstration, files) and the pipeline: bounded, many writers, one reader.
/// A source never waits here: a server's socket must always be drained, since Gerrit cuts a slow reader off.
/// </summary>
public sealed class LineQueue
{
    private readonly Channel<RawLine> _lines;
    private readonly SourceStates _states;
    private readonly ConcurrentDictionary<string, long> _dropped = new();

    /// <summary>Makes a queue of at most <paramref name="capacity"/> lines (setting Ingest:QueueLines).</summary>
    public LineQueue(int capacity, SourceStates states)
    {
        _states = states;
        _lines = Channel.CreateBounded<RawLine>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            SingleWriter = false,
            AllowSynchronousContinuations = false,
            FullMode = BoundedChannelFullMode.Wait, // TryWrite then says false, and the line is counted as dropped
        });
    }

    /// <summary>The pipeline's end.</summary>
    public ChannelReader<RawLine> Reader => _lines.Reader;

    /// <summary>Takes a line at once, or counts it as dropped where the queue is full. Returns whether it was taken.</summary>
    public bool TryWrite(RawLine line)
    {
        if (_lines.Writer.TryWrite(line)) return true;
        _dropped.AddOrUpdate(line.Server, 1, (_, n) => n + 1);
        _states.CountDropped(line.Server);
        return false;
    }

    /// <summary>What was dropped since the last call, by server: for the database to remember.</summary>
    public IEnumerable<(string Server, long Lines)> TakeDropped()
    {
        foreach (var server in _dropped.Keys)
        {
            if (_dropped.TryRemove(server, out var lines)) yield return (server, lines);
        }
    }

    /// <summary>No more lines will come: the pipeline stores what is here, and ends.</summary>
    public void Complete() => _lines.Writer.TryComplete();

    /// <summary>Waits for room: for sources that can wait (demonstration history, files), never for a socket.</summary>
    public ValueTask WriteAsync(RawLine line, CancellationToken cancel) => _lines.Writer.WriteAsync(line, cancel);
}
