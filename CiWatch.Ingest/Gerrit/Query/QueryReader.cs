using CiWatch.Ingest.Gerrit.Events;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>
/// Reads one line of what <c>gerrit query --format=JSON --comments --patch-sets --all-approvals</c> prints, of any Gerrit from 2.5 on.
/// A field that is missing or of the wrong kind is simply absent; only what leaves no change at all is a fault.
/// </summary>
internal static class QueryReader
{
    /// <summary>Reads a line without its line end. Never throws, whatever the bytes are.</summary>
    public static QueryReading Read(ReadOnlySpan<byte> line)
    {
        var fields = default(QueryFields);
        var fault = JsonLine.Read(line, ref fields);
        return fault is null ? fields.ToReading() : new(null, null, null, fault);
    }
}
