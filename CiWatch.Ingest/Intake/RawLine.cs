namespace CiWatch.Ingest.Intake;

/// <summary>One line as a source sent it, without its line end. The bytes are kept before anything is made of them.</summary>
/// <param name="Server">The configured name of the Gerrit server.</param>
/// <param name="Bytes">The line, verbatim; the head of it where <paramref name="Fault"/> says that it was too long.</param>
/// <param name="ReceivedAt">When the last byte was read, by the local clock.</param>
/// <param name="Fault">Why the line can't be an event (over-long); null where it may be one.</param>
public sealed record RawLine(string Server, ReadOnlyMemory<byte> Bytes, DateTimeOffset ReceivedAt, string? Fault = null)
{
    /// <summary>Where it comes from.</summary>
    public LineSource Source { get; init; }

    /// <summary>Of a replay: the reading that it belongs to; else null.</summary>
    public ReplayRun? Run { get; init; }

    /// <summary>What is known to be caught up once this line and all before it are stored; null where that is nothing new.</summary>
    public CatchUpStep? Step { get; init; }
}
