using System.Buffers;

namespace CiWatch.Ingest.Intake;

/// <summary>
/// Cuts the bytes of a stream into lines, however they are chopped. A line ends with LF; a CR before it goes too; empty lines carry
/// nothing and are left out. Memory is bounded by the longest line allowed. Not for use by two threads.
/// </summary>
internal sealed class LineSplitter(string server, int maxLineBytes, Action<RawLine> take)
{
    /// <summary>How much of an over-long line is kept, in bytes: enough to see what it was.</summary>
    public const int KeptHead = 8 * 1024;

    private readonly ArrayBufferWriter<byte> _begun = new();
    private bool _skipping;

    /// <summary>Takes the next bytes, read at that time.</summary>
    public void Append(ReadOnlySpan<byte> bytes, DateTimeOffset at)
    {
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            Add(bytes[..end], at);
            if (!_skipping) Give(WithoutReturn(_begun.WrittenSpan), at, fault: null);
            _begun.ResetWrittenCount();
            _skipping = false;
        }

        Add(bytes, at);
    }

    /// <summary>
    /// The stream has ended. What was begun is still given: a whole event lacks only its line end, and a piece of one is
    /// better counted as malformed than lost unseen.
    /// </summary>
    public void End(DateTimeOffset at)
    {
        var rest = WithoutReturn(_begun.WrittenSpan);
        // A piece can end with a brace too; whoever reads it as JSON tells the two apart.
        var whole = rest is [.., (byte)'}'];
        Give(rest, at, whole ? null : $"The connection ended in the middle of this line, after {rest.Length} bytes.");
        _begun.Clear();
        _skipping = false;
    }

    private void Add(ReadOnlySpan<byte> bytes, DateTimeOffset at)
    {
        if (_skipping) return;
        var room = maxLineBytes - _begun.WrittenCount;
        _begun.Write(bytes[..Math.Min(bytes.Length, Math.Max(room, 0))]);
        if (bytes.Length <= room) return;
        // Said at once and not at the line's end, which may never come.
        Give(
            _begun.WrittenSpan[..Math.Min(KeptHead, _begun.WrittenCount)],
            at,
            $"Longer than {maxLineBytes} bytes, the limit set by Gerrit:MaxLineBytes; only its head is kept.");
        _begun.Clear();
        _skipping = true;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.. var rest, (byte)'\r'] ? rest : line;

    private void Give(ReadOnlySpan<byte> line, DateTimeOffset at, string? fault)
    {
        if (!line.IsEmpty) take(new RawLine(server, line.ToArray(), at, fault));
    }
}
