using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CiWatch.Ingest.Intake;

/// <summary>
/// The seam between sources (SSH, demonstration, files) and the pipeline: bounded, many writers, one reader, first in first out.
/// A stream never waits here: a server's socket must always be drained, since Gerrit cuts a slow reader off. What memory has no room
/// for goes to the disk, and from there on all that follows, until the reader has read the disk empty.
/// <para>
/// Memory counts from the write until <see cref="Done"/>: what the pipeline holds is in it. One line that is longer than the limit (half
/// of it, when read from the disk) passes all the same, alone in its part.
/// </para>
/// </summary>
public sealed partial class LineQueue : IDisposable
{
    /// <summary>What a line is counted with besides its own bytes: the objects around it.</summary>
    public const int Overhead = 200;

    private readonly Lock _lock = new();
    private readonly QueueLimits _limits;
    private readonly SourceStates _states;
    private readonly ILogger _log;
    private readonly Spool _spool;
    private readonly ReplayRun _leftover = new();
    private readonly ConcurrentDictionary<string, long> _dropped = new();
    private readonly Queue<Held> _memory = new();
    private readonly Queue<Held> _read = new(); // from the disk, older than all in memory
    private readonly Queue<Held> _taken = new(); // by the pipeline, and not done
    private TaskCompletionSource? _lineOrEnd;
    private TaskCompletionSource? _room;
    private long _held;
    private long _away; // of that: read from the disk, or with the pipeline
    private long _nextNeeds; // what the next line on the disk takes, where that is known
    private bool _spooling;
    private bool _complete;
    private (long Lines, long Dropped) _spooled;

    /// <summary>Makes a queue; the disk is not touched before the first read or the first line without room.</summary>
    public LineQueue(QueueLimits limits, SourceStates states, ILogger<LineQueue>? log = null, TimeProvider? time = null)
    {
        _limits = limits;
        _states = states;
        _log = log ?? NullLogger<LineQueue>.Instance;
        _spool = new Spool(limits, time ?? TimeProvider.System, _log);
        Reader = new LineQueueReader(this);
    }

    /// <summary>The pipeline's end. Each line that is read has to be told by <see cref="Done"/>, in the same order.</summary>
    public ChannelReader<RawLine> Reader { get; }

    /// <summary>Why lines are dropped, for the operator, naming the setting; null while none are.</summary>
    public string? Trouble
    {
        get
        {
            lock (_lock) return _spool.Trouble;
        }
    }

    /// <summary>Why the folder on the disk can't be used, for the operator at the start; null where it can.</summary>
    public string? FindSpoolFault()
    {
        lock (_lock) return _spool.FindFault();
    }

    /// <summary>Bytes held in memory now, as the limit counts them, and bytes on the disk.</summary>
    public (long Memory, long Disk) Waiting
    {
        get
        {
            lock (_lock) return (_held, _spool.Bytes);
        }
    }

    /// <summary>Lines held in memory now: those that wait, and those that the pipeline has and has not stored.</summary>
    public int Lines
    {
        get
        {
            lock (_lock) return _memory.Count + _read.Count + _taken.Count;
        }
    }

    /// <summary>What a line takes of Ingest:QueueBytes.</summary>
    public static long Size(RawLine line) => line.Bytes.Length + Overhead + (2L * (line.Fault?.Length ?? 0));

    /// <summary>
    /// Takes lines of a stream at once, in memory or on the disk, or counts them as dropped. Returns how many were taken. A
    /// <see cref="RawLine.Step"/> does not survive the disk: lines with one come by <see cref="WriteAsync"/>.
    /// </summary>
    public int TryWrite(params ReadOnlySpan<RawLine> lines)
    {
        var taken = 0;
        List<string> dropped = [];
        lock (_lock)
        {
            for (var rest = lines; !rest.IsEmpty;)
            {
                var some = _complete ? 0 : HoldOrSpool(rest);
                taken += some;
                if (some == 0) dropped.Add(rest[0].Server);
                rest = rest[Math.Max(some, 1)..];
            }

            _spooled.Dropped += dropped.Count;
            if (taken > 0) Wake(ref _lineOrEnd);
        }

        foreach (var server in dropped) CountDropped(server, 1);
        return taken;
    }

    /// <summary>
    /// Waits for room: for sources that can wait (catching up, demonstration, files), never for a socket. They get half of the memory,
    /// and none while lines wait on the disk, so that they never push a stream's lines there.
    /// </summary>
    /// <exception cref="ChannelClosedException">The queue takes no more lines.</exception>
    public async ValueTask WriteAsync(RawLine line, CancellationToken cancel)
    {
        var size = Size(line);
        while (true)
        {
            Task room;
            lock (_lock)
            {
                if (_complete) throw new ChannelClosedException();
                if (!_spooling && !_spool.HasLeftover && Fits(_held, size, _limits.Bytes / 2))
                {
                    Hold(new Held(line, null));
                    Wake(ref _lineOrEnd);
                    return;
                }

                room = (_room ??= NewSignal()).Task;
            }

            await room.WaitAsync(cancel);
        }
    }

    /// <summary>Says that the oldest lines read are in the database (or need not be): their room is free, and the disk may forget them.</summary>
    /// <param name="lines">How many.</param>
    public void Done(int lines)
    {
        lock (_lock)
        {
            for (var i = 0; i < lines; i++)
            {
                var held = _taken.Dequeue();
                var size = Size(held.Line);
                _held -= size;
                _away -= size;
                if (held.From is { } segment) segment.Open--;
            }

            _spool.RemoveFinished();
            if (_spool.Trouble is not null && !_spooling && _held <= _limits.Bytes / 2) Mended();
            Wake(ref _room);
            Wake(ref _lineOrEnd);
        }
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
    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            Wake(ref _lineOrEnd);
            Wake(ref _room);
        }
    }

    /// <summary>Ends. Lines of streams that are not done go to the disk, for the next start.</summary>
    public void Dispose()
    {
        Complete();
        lock (_lock)
        {
            var left = _taken.Concat(_memory).Where(h => h.From is null && h.Line.Source == LineSource.Stream).ToList();
            if (left.Count > 0) Log.Kept(_log, _spool.Keep(left.Select(h => h.Line)), left.Count, _limits.SpoolFolder);
            _spool.Dispose();
        }
    }

    private static bool Fits(long held, long size, long limit) => held == 0 || held + size <= limit;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Wake(ref TaskCompletionSource? waiting)
    {
        waiting?.TrySetResult();
        waiting = null;
    }

    /// <summary>Takes the first lines, as many as go to the same place. Returns how many; 0: there is no room for the first.</summary>
    private int HoldOrSpool(ReadOnlySpan<RawLine> lines)
    {
        FindLeftover();
        var held = 0;
        while (!_spooling && held < lines.Length && HasRoom(Size(lines[held]))) Hold(new Held(lines[held++], null));
        if (held > 0) return held;

        var spooled = _spool.TryAppend(lines);
        if (spooled == 0) return 0;
        if (!_spooling)
        {
            _spooling = true;
            Log.Spools(_log, _limits.Bytes, _limits.SpoolFolder);
        }

        _spooled.Lines += spooled;
        return spooled;
    }

    /// <summary>While what an earlier run left is read first, one half of the memory is for that.</summary>
    private bool HasRoom(long size) =>
        _spool.HasLeftover ? _held - _away + size <= _limits.Bytes / 2 : Fits(_held, size, _limits.Bytes);

    private void Hold(Held held)
    {
        _memory.Enqueue(held);
        _held += Size(held.Line);
    }

    private void CountDropped(string server, long lines)
    {
        _dropped.AddOrUpdate(server, lines, (_, n) => n + lines);
        _states.CountDropped(server, lines);
    }

    private void Mended()
    {
        _spool.Mended();
        Log.Mended(_log, _spooled.Dropped);
        _spooled = default;
    }

    /// <summary>A line, and the file it was read from.</summary>
    private readonly record struct Held(RawLine Line, SpoolSegment? From);
}
