using System.Text.Json;
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

    /// <summary>
    /// When a change was updated, by the head of its line: of a line that is too long, nothing else is kept. Gerrit writes it before
    /// what makes a change long; null where the head ends earlier, or is none.
    /// </summary>
    public static DateTimeOffset? UpdatedAt(ReadOnlySpan<byte> head)
    {
        var json = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState());
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1 || !json.Says("lastUpdated"u8)) continue;
                return json.Read() && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var seconds) && seconds is > 0 and <= 253402300799
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                    : null;
            }
        }
        catch (JsonException)
        {
            // No JSON from here on, and no time before it.
        }

        return null;
    }
}
