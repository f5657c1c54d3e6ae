namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>
/// Reads one line of <c>gerrit stream-events</c>, of any Gerrit from 2.5 on, in one forward pass. Only what makes it no event
/// at all is a fault; a field that is missing or of the wrong kind is simply absent, and unknown types pass through.
/// </summary>
public static class EventReader
{
    /// <summary>Reads a line without its line end. Never throws, whatever the bytes are.</summary>
    public static EventReading Read(ReadOnlySpan<byte> line)
    {
        var fields = default(EventFields);
        var fault = JsonLine.Read(line, ref fields);
        if (fault is not null) return new(null, fault);
        return fields.ToEvent() is { } read ? new(read, null) : new(null, "no event type");
    }
}
