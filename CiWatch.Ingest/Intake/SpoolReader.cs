namespace CiWatch.Ingest.Intake;

/// <summary>Reads records back, a piece of a file at a time. Holds no more than one piece, or one line where that is longer.</summary>
internal sealed class SpoolReader
{
    private const int PieceBytes = 256 * 1024;

    private byte[] _piece = new byte[PieceBytes];

    /// <summary>Lines that were read.</summary>
    /// <param name="End">Where the next record begins.</param>
    /// <param name="Needs">What the next line takes in memory, where it has no room now; else 0.</param>
    /// <param name="Fault">Why nothing beyond can be read; null where it can.</param>
    public sealed record Piece(List<RawLine> Lines, long End, long Needs = 0, string? Fault = null);

    /// <param name="to">Where the whole records end.</param>
    /// <param name="room">Bytes of lines to read at most, by <see cref="LineQueue.Size"/>.</param>
    /// <param name="one">Whether one line may be read that is longer.</param>
    public Piece Read(string path, long from, long to, long room, bool one)
    {
        List<RawLine> lines = [];
        try
        {
            if (_piece.Length > PieceBytes) _piece = new byte[PieceBytes];
            var bytes = Load(path, from, to);
            while (true)
            {
                if (!SpoolRecord.TryRead(bytes, out var line, out var size)) return new(lines, from, Fault: "a record is damaged");
                if (line is not null)
                {
                    var needs = LineQueue.Size(line);
                    if (needs > room && !(one && lines is [])) return new(lines, from, needs);
                    lines.Add(line);
                    room -= needs;
                    from += size;
                    bytes = bytes[(int)size..];
                    if (from == to) return new(lines, from);
                }
                else if (from + Math.Max(size, 1 + bytes.Length) > to)
                {
                    return new(lines, from, Fault: "the last record was not written to its end");
                }
                else if (lines.Count > 0)
                {
                    return new(lines, from);
                }
                else
                {
                    _piece = new byte[size];
                    bytes = Load(path, from, to);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(lines, from, Fault: e.Message);
        }
    }

    private ReadOnlySpan<byte> Load(string path, long from, long to)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var wanted = (int)Math.Min(_piece.Length, to - from);
        var read = 0;
        for (int n; read < wanted && (n = RandomAccess.Read(file, _piece.AsSpan(read, wanted - read), from + read)) > 0;) read += n;
        return read == wanted ? _piece.AsSpan(0, read) : throw new IOException("the file is shorter than it was");
    }
}
