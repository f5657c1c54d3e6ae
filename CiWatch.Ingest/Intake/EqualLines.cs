using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace CiWatch.Ingest.Intake;

/// <summary>
/// Counts lines of equal bytes, so that a replay can tell the second of two equal events from the first told again. Equal events bear
/// the same second, and so come close together: the last lines are remembered, at most <see cref="Remembered"/> different ones (about 1 MB).
/// Not for use by two threads.
/// </summary>
internal sealed class EqualLines
{
    public const int Remembered = 16_384;

    // Two generations: what was not seen again for a whole one is forgotten with it.
    private Dictionary<ulong, int> _young = [];
    private Dictionary<ulong, int> _old = [];

    public static ulong Hash(RawLine line) => XxHash3.HashToUInt64(line.Bytes.Span, line.Server.GetHashCode(StringComparison.Ordinal));

    /// <summary>The how-manieth line of this hash this one is, from 1.</summary>
    public int Nth(ulong hash)
    {
        if (_young.Count >= Remembered / 2) (_old, _young) = (_young, []);
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_young, hash, out var known);
        if (!known) count = _old.GetValueOrDefault(hash);
        return ++count;
    }
}
