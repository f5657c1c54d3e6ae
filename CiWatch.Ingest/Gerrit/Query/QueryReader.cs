using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>
/// Reads one line of what <c>gerrit query --format=JSON --comments --patch-sets --all-approvals</c> prints, of any Gerrit from 2.5 on.
/// A field that is missing or of the wrong kind is simply absent; only what leaves no change at all is a fault.
/// </summary>
internal static class QueryReader
{
    /// <summary>Reads a line without its line end. Never throws, whatever the bytes are.</summary>
    /// <param name="bounds">Which times can be true; null where none is needed.</param>
    public static QueryReading Read(ReadOnlySpan<byte> line, TimeBounds? bounds = null)
    {
        var fields = default(QueryFields);
        var fault = JsonLine.Read(line, ref fields);
        return fault is null ? fields.ToReading(bounds ?? TimeBounds.Any) : new(null, null, null, fault);
    }

    /// <summary>
    /// When a change was updated, by the head of its line: of a line that is too long, nothing else is kept. Gerrit writes it before
    /// what makes a change long; null where the head ends earlier, or is none.
    /// </summary>
    public static DateTimeOffset? UpdatedAt(ReadOnlySpan<byte> head, TimeBounds bounds)
    {
        var json = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState());
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1 || !json.Says("lastUpdated"u8)) continue;
                return json.Read() && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var seconds)
                    ? bounds.Plausible(JsonWalk.Time(seconds))
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
