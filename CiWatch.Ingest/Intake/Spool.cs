using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace CiWatch.Ingest.Intake;

/// <summary>
/// Lines that wait on the disk, in the order they came: files that are only appended to, and removed once all their lines are stored.
/// Each line is handed to the system at once, so that a kill of the process loses none; it is not forced to the disk, so a power cut
/// can. Not for use by two threads: the queue's lock is around it.
/// </summary>
internal sealed partial class Spool(QueueLimits limits, TimeProvider time, ILogger log) : IDisposable
{
    private const string Ending = ".spool";
    private const int KeptBuffer = 1024 * 1024;

    // A full disk is asked again after this, and not by each of 75,000 lines a second.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly List<SpoolSegment> _segments = []; // oldest first
    private ArrayBufferWriter<byte> _records = new();
    private FileStream? _mine;
    private long? _failedAt; // by the clock that never jumps
    private long _nextNumber = 1_000_000_000;
    private long _segmentBytes = limits.SegmentBytes;

    /// <summary>Why lines can't go to the disk, naming the setting; null while they can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Bytes on the disk.</summary>
    public long Bytes { get; private set; }

    /// <summary>The oldest file with something to read; null where there is none.</summary>
    public SpoolSegment? Unread => _segments.Find(s => s.HasUnread);

    /// <summary>Whether lines of an earlier run are still to be read.</summary>
    public bool HasLeftover { get; private set; }

    /// <summary>Finds what an earlier run left, where there is something and no other process uses the folder.</summary>
    public void FindLeftover()
    {
        if (!limits.Spools || !Directory.Exists(limits.SpoolFolder)) return;
        try
        {
            if (Directory.GetFiles(limits.SpoolFolder, "*" + Ending) is not []) Open();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            Log.LeftoverUnread(log, limits.SpoolFolder, e.Message);
        }
    }

    /// <summary>Why the account can't use the folder, or could not make it; null where it can. Leaves a missing folder missing.</summary>
    public string? FindFault()
    {
        if (!limits.Spools) return null;
        var isNew = !Directory.Exists(limits.SpoolFolder);
        try
        {
            var folder = Directory.CreateDirectory(limits.SpoolFolder!);
            if (isNew) folder.Delete();
            else _ = folder.GetFiles("*" + Ending);
            return null;
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            return $"the folder {limits.SpoolFolder} can't be used: {e.Message} Give the account that runs CI Watch the right to read and write it, or name another folder.";
        }
    }

    /// <summary>
    /// Puts lines on the disk, as many as go there by one write: a write for each would be slower than a line comes. Returns how many,
    /// from the first on; 0 where the first can't go there, and <see cref="Trouble"/> then says why.
    /// </summary>
    public int TryAppend(ReadOnlySpan<RawLine> lines)
    {
        if (!limits.Spools) return Refuse("Ingest:QueueBytes are full, and Ingest:SpoolBytes is 0, so that nothing goes to the disk. Help the database, or raise one of them.");
        if (_failedAt is { } failed && time.GetElapsedTime(failed) < Rest) return 0;
        var count = Encode(lines);
        if (count == 0)
            return Refuse($"{Bytes} bytes wait on the disk, and Ingest:SpoolBytes allows {limits.SpoolBytes}. Help the database, or raise Ingest:SpoolBytes.");
        try
        {
            Open();
            Append(Writing(), lines[..count]);
            return count;
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            _failedAt = time.GetTimestamp();
            return Refuse(
                "the folder of Ingest:SpoolFolder can't be written, and the log says why. Free space there, or name another.",
                $"the folder {limits.SpoolFolder} (Ingest:SpoolFolder) can't be written: {e.Message} Free space there, or name another.");
        }
    }

    /// <summary>No more is written to the newest file, so that it can be removed once it is stored.</summary>
    public void EndSegment()
    {
        if (_segments is not [.., { Writer: { } open } last]) return;
        open.Dispose();
        last.Writer = null;
        RemoveFinished();
    }

    /// <summary>Something was read.</summary>
    public void Advanced()
    {
        HasLeftover = _segments.Exists(s => s.Leftover && s.HasUnread);
        RemoveFinished();
    }

    /// <summary>Removes files all of whose lines are stored.</summary>
    public void RemoveFinished()
    {
        for (var i = _segments.Count - 1; i >= 0; i--)
        {
            if (!_segments[i].Finished) continue;
            try
            {
                File.Delete(_segments[i].Path);
            }
            catch (Exception e) when (IsOfTheDisk(e))
            {
                Log.NotRemoved(log, _segments[i].Path, e.Message); // at the next start it is read again, which changes nothing
            }

            Bytes -= _segments[i].Written;
            _segments.RemoveAt(i);
        }
    }

    /// <summary>Lines go through again.</summary>
    public void Mended() => (Trouble, _failedAt) = (null, null);

    /// <summary>Keeps lines that only memory has, at the end of a run. They are older than all that this run wrote.</summary>
    /// <returns>How many could be kept.</returns>
    public int Keep(IEnumerable<RawLine> lines)
    {
        EndSegment();
        _failedAt = null;
        _segmentBytes = long.MaxValue; // one file: there is one number for it
        if (_segments.Find(s => !s.Leftover) is { } first) _nextNumber = Number(new FileInfo(first.Path))!.Value - 1;
        var kept = 0;
        foreach (var line in lines)
        {
            if (TryAppend([line]) == 0) break;
            kept++;
        }

        return kept;
    }

    public void Dispose()
    {
        EndSegment();
        _mine?.Dispose();
    }

    private static bool IsOfTheDisk(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Makes the folder ours; it can be another process's, which imports or serves at this moment.</summary>
    private void Open()
    {
        if (_mine is not null) return;
        var folder = Directory.CreateDirectory(limits.SpoolFolder!);
        _mine = new FileStream(Path.Combine(folder.FullName, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        var left = folder.GetFiles("*" + Ending).Where(f => Number(f) is not null).OrderBy(Number).ToList();
        foreach (var file in left)
        {
            if (file.Length == 0) file.Delete(); // made just before the end
            else _segments.Add(new SpoolSegment(file.FullName, leftover: true, file.Length));
        }

        Bytes = _segments.Sum(s => s.Written);
        HasLeftover = _segments.Count > 0;

        if (left is [.., var last]) _nextNumber = Math.Max(_nextNumber, ((Number(last)!.Value / 2) + 1) * 2);
        if (HasLeftover) Log.Leftover(log, Bytes, folder.FullName);
    }

    private static long? Number(FileInfo file) =>
        long.TryParse(Path.GetFileNameWithoutExtension(file.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < long.MaxValue / 2 ? n : null;

    /// <summary>Lays out the records of the first lines: all that fit into one file and into the limit, 0 where the first doesn't.</summary>
    private int Encode(ReadOnlySpan<RawLine> lines)
    {
        if (_records.Capacity > KeptBuffer) _records = new();
        _records.ResetWrittenCount();
        var room = Math.Min(limits.SpoolBytes - Bytes, _segments is [.., { Writer: not null } last] ? _segmentBytes - last.Written : _segmentBytes);
        for (var i = 0; i < lines.Length; i++)
        {
            var after = _records.WrittenCount + SpoolRecord.Length(lines[i]);
            // The first may be what a file of its own is begun for; only the limit holds it back.
            if (after > (i == 0 ? limits.SpoolBytes - Bytes : Math.Min(room, KeptBuffer))) return i;
            SpoolRecord.Write(_records, lines[i]);
        }

        return lines.Length;
    }

    private SpoolSegment Writing()
    {
        if (_segments is [.., { Writer: not null } last])
        {
            if (last.Written + _records.WrittenCount <= _segmentBytes) return last;
            EndSegment();
        }

        // Numbers of two steps: the odd ones are for what is kept at the end.
        var path = Path.Combine(limits.SpoolFolder!, _nextNumber.ToString("D19", CultureInfo.InvariantCulture) + Ending);
        var writer = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        _nextNumber += 2;
        SpoolSegment segment = new(path, leftover: false, 0) { Writer = writer };
        _segments.Add(segment);
        return segment;
    }

    private void Append(SpoolSegment segment, ReadOnlySpan<RawLine> lines)
    {
        try
        {
            RandomAccess.Write(segment.Writer!, _records.WrittenSpan, segment.Written);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(segment.Writer!, segment.Written); // half a record would hide what is written after it
            throw;
        }

        foreach (var line in lines) segment.CountWritten(line.Server, SpoolRecord.Length(line));
        Bytes += _records.WrittenCount;
    }

    /// <param name="why">For all who read pages.</param>
    /// <param name="detail">For the log alone: it may name paths of this machine.</param>
    private int Refuse(string why, string? detail = null)
    {
        if (Trouble is null) Log.Drops(log, detail ?? why);
        Trouble ??= "Lines are dropped, to be fetched again: " + why;
        return 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Lines are dropped, to be fetched again: {Why}")]
        public static partial void Drops(ILogger log, string why);

        [LoggerMessage(2, LogLevel.Information, "{Bytes} bytes of lines wait in {Folder} from an earlier run; they are stored first.")]
        public static partial void Leftover(ILogger log, long bytes, string folder);

        [LoggerMessage(3, LogLevel.Warning, "Lines of an earlier run in {Folder} (Ingest:SpoolFolder) are not read now: {Why}")]
        public static partial void LeftoverUnread(ILogger log, string folder, string why);

        [LoggerMessage(4, LogLevel.Warning, "{File} is stored and can't be removed: {Why}")]
        public static partial void NotRemoved(ILogger log, string file, string why);
    }
}
