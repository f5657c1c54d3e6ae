using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Intake;

/// <summary>
/// One reading of recorded events. It counts equal lines and equal sayings as they pass, so that two that were equal when they
/// happened stay two, and a second reading of the same file adds none. Used by one thread at a time.
/// </summary>
public sealed class ReplayRun
{
    /// <summary>Equal lines stand close to each other: counts of the last so many lines at least are remembered.</summary>
    private const int Remembered = 100_000;

    private Dictionary<UInt128, int> _newer = [];
    private Dictionary<UInt128, int> _older = [];

    /// <summary>The newest event time so far: for events of Gerrit before 2.11, which tell none.</summary>
    public DateTimeOffset? NewestAt { get; private set; }

    /// <summary>Counts one line. Returns the how-manieth of its bytes it is, and the how-manieth of its words in that second.</summary>
    public (int Line, int Said) Count(ReadOnlySpan<byte> bytes, StreamEvent? e)
    {
        if (e?.At is { } at && !(at <= NewestAt)) NewestAt = at;
        var line = Next(bytes);
        if (e?.Change is not { } change) return (line, line);
        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"said\n{change.Number}\n{e.PatchSet?.Number}\n{e.Type}\n{e.Author?.Key}\n{e.At?.UtcTicks}\n{e.Comment}");
        return (line, Next(Encoding.UTF8.GetBytes(said)));
    }

    private int Next(ReadOnlySpan<byte> told)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(told, hash);
        var key = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (_newer.Count >= Remembered) (_older, _newer) = (_newer, []);
        if (!_newer.TryGetValue(key, out var n)) _older.TryGetValue(key, out n);
        return _newer[key] = n + 1;
    }
}
