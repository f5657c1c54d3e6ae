using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace CiWatch.Ingest.Intake;

/// <content>How lines leave it: what an earlier run left, then memory, then the disk. Files are read outside of the lock.</content>
public sealed partial class LineQueue
{
    // Lines are taken by the hundred: a writer that is on the disk holds the lock for microseconds, each time.
    private const int AtOnce = 256;

    private readonly SpoolReader _disk = new();
    private readonly Queue<RawLine> _ready = new(); // the reader's own: taken, and no lock needed
    private bool _lookedForLeftover;

    // The disk's lines get half of the memory: the other half is for what comes meanwhile.
    private bool CanLoad =>
        _spool.Unread is not null && (_spool.HasLeftover || _memory.Count == 0) && Fits(_away, Math.Max(_nextNeeds, 1), _limits.Bytes / 2);

    private bool CanRead => _read.Count > 0 || (_memory.Count > 0 && !_spool.HasLeftover) || CanLoad;

    private bool Ended => _complete && _read.Count == 0 && _memory.Count == 0 && _spool.Unread is null;

    internal async ValueTask<bool> WaitToReadAsync(CancellationToken cancel)
    {
        if (_ready.Count > 0) return true;
        while (true)
        {
            Task more;
            lock (_lock)
            {
                FindLeftover();
                if (CanRead) return true;
                if (Ended) return false;
                more = (_lineOrEnd ??= NewSignal()).Task;
            }

            await more.WaitAsync(cancel);
        }
    }

    internal bool TryRead([MaybeNullWhen(false)] out RawLine line)
    {
        if (_ready.Count == 0)
        {
            Take();
            if (_ready.Count == 0 && TryLoad()) Take();
        }

        return _ready.TryDequeue(out line);
    }

    private void FindLeftover()
    {
        if (_lookedForLeftover) return;
        _lookedForLeftover = true;
        _spool.FindLeftover();
    }

    private void Take()
    {
        lock (_lock)
        {
            FindLeftover();
            while (_ready.Count < AtOnce)
            {
                if (!_read.TryDequeue(out var held))
                {
                    if (_spool.HasLeftover || !_memory.TryDequeue(out held)) return;
                    _away += Size(held.Line);
                }

                _taken.Enqueue(held);
                _ready.Enqueue(held.Line);
            }
        }
    }

    private bool TryLoad()
    {
        SpoolSegment segment;
        long from, to, room;
        bool one;
        lock (_lock)
        {
            if (!CanLoad) return false;
            segment = _spool.Unread!;
            (from, to, room, one) = (segment.Read, segment.Written, (_limits.Bytes / 2) - _away, _away == 0);
        }

        var piece = _disk.Read(segment.Path, from, to, room, one);
        (string Server, long Lines)[] lost;
        lock (_lock) lost = Loaded(segment, piece);
        foreach (var (server, lines) in lost) CountDropped(server, lines);
        return true;
    }

    private (string Server, long Lines)[] Loaded(SpoolSegment segment, SpoolReader.Piece piece)
    {
        foreach (var line in piece.Lines)
        {
            _read.Enqueue(new Held(AsTold(line, segment), segment));
            _held += Size(line);
            _away += Size(line);
            segment.Open++;
        }

        segment.CountRead(piece.End, piece.Lines);
        (string, long)[] lost = [];
        if (piece.Fault is not null)
        {
            lost = [.. segment.Unread.Where(u => u.Value > 0).Select(u => (u.Key, u.Value))];
            Log.Unreadable(_log, segment.Path, segment.Written - piece.End, piece.Fault);
            segment.Skip();
        }

        _nextNeeds = piece.Needs;
        _spool.Advanced();
        if (_spooling && _spool.Unread is null) EndSpooling();
        Wake(ref _room);
        return lost;
    }

    /// <summary>A line from an earlier run may be known; one of this run is what it was.</summary>
    private RawLine AsTold(RawLine line, SpoolSegment segment) =>
        segment.Leftover && line.Source == LineSource.Stream ? line with { Source = LineSource.Replay, Run = _leftover } : line;

    private void EndSpooling()
    {
        _spooling = false;
        _spool.EndSegment();
        Log.SpooledAll(_log, _spooled.Lines, _spooled.Dropped);
        _spooled.Lines = 0;
        if (_spool.Trouble is null) _spooled.Dropped = 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "More than {Bytes} bytes of lines (Ingest:QueueBytes) wait for the database; lines go to {Folder} from here on.")]
        public static partial void Spools(ILogger log, long bytes, string? folder);

        [LoggerMessage(2, LogLevel.Information, "The database has caught up: {Lines} lines went over the disk, {Dropped} were dropped.")]
        public static partial void SpooledAll(ILogger log, long lines, long dropped);

        [LoggerMessage(3, LogLevel.Information, "No more lines are dropped; {Dropped} were.")]
        public static partial void Mended(ILogger log, long dropped);

        [LoggerMessage(4, LogLevel.Error, "{File}: {Bytes} bytes can't be read and are fetched again as far as the server knows them: {Why}")]
        public static partial void Unreadable(ILogger log, string file, long bytes, string why);

        [LoggerMessage(5, LogLevel.Warning, "{Kept} of {Lines} lines that are not stored are kept in {Folder} (Ingest:SpoolFolder) for the next start.")]
        public static partial void Kept(ILogger log, int kept, int lines, string? folder);
    }
}
