using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace CiWatch.Ingest.Intake;

/// <summary>
/// A line as it lies on the disk, little-endian: length and checksum of what follows (4 bytes each); time of receipt in ticks (8), source (1),
/// server as UTF-8 with its length before it (4), fault likewise with length -1 for none, then the line's bytes to the end.
/// Pure. A catch-up step is not kept: without it the catch-up fetches again.
/// </summary>
internal static class SpoolRecord
{
    private const int Head = 8;
    private const int LeastBody = 8 + 1 + 4 + 4;

    // The longest line that Gerrit:MaxLineBytes allows, with room for names: a damaged length must not take more memory than that.
    private const int MostBody = (256 + 1) * 1024 * 1024;

    /// <summary>How many bytes <see cref="Write"/> takes for a line.</summary>
    public static int Length(RawLine line) =>
        Head + LeastBody + Encoding.UTF8.GetByteCount(line.Server) + Encoding.UTF8.GetByteCount(line.Fault ?? "") + line.Bytes.Length;

    public static void Write(IBufferWriter<byte> to, RawLine line)
    {
        var server = Encoding.UTF8.GetByteCount(line.Server);
        var fault = line.Fault is null ? -1 : Encoding.UTF8.GetByteCount(line.Fault);
        var body = Length(line) - Head;
        var record = to.GetSpan(Head + body)[..(Head + body)];
        var at = record[Head..];
        BinaryPrimitives.WriteInt64LittleEndian(at, line.ReceivedAt.UtcTicks);
        at[8] = (byte)line.Source;
        at = Text(at[9..], line.Server, server);
        at = Text(at, line.Fault, fault);
        line.Bytes.Span.CopyTo(at);
        BinaryPrimitives.WriteInt32LittleEndian(record, body);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum(record[Head..]));
        to.Advance(Head + body);
    }

    /// <summary>
    /// Reads the record that begins here. Where it does not end here, <paramref name="size"/> says how long it claims to be (0: not even
    /// that is here) and the line is null; where it can't be one, the answer is false.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out RawLine? line, out long size)
    {
        (line, size) = (null, 0);
        if (from.Length < Head) return true;
        var body = BinaryPrimitives.ReadInt32LittleEndian(from);
        if (body is < LeastBody or > MostBody) return false;
        size = Head + (long)body;
        if (from.Length < size) return true;
        var record = from.Slice(Head, body);
        if (Checksum(record) != BinaryPrimitives.ReadUInt32LittleEndian(from[4..])) return false;
        line = Parse(record);
        return line is not null;
    }

    private static RawLine? Parse(ReadOnlySpan<byte> body)
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(body);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return null;
        var source = (LineSource)body[8];
        var rest = body[9..];
        if (!TryText(ref rest, out var server) || server is null || !TryText(ref rest, out var fault)) return null;
        return new RawLine(server, rest.ToArray(), new DateTimeOffset(ticks, TimeSpan.Zero), fault) { Source = source };
    }

    private static Span<byte> Text(Span<byte> at, string? text, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(at, length);
        return at[(4 + Encoding.UTF8.GetBytes(text, at[4..]))..];
    }

    private static bool TryText(ref ReadOnlySpan<byte> from, out string? text)
    {
        text = null;
        if (from.Length < 4) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(from);
        from = from[4..];
        if (length == -1) return true;
        if (length < 0 || length > from.Length) return false;
        text = Encoding.UTF8.GetString(from[..length]);
        from = from[length..];
        return true;
    }

    private static uint Checksum(ReadOnlySpan<byte> body) => (uint)XxHash3.HashToUInt64(body);
}
