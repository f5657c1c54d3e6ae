using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>
/// Reads one line of <c>gerrit stream-events</c>, of any Gerrit from 2.5 on, in one forward pass. Only what makes it no event
/// at all is a fault; a field that is missing or of the wrong kind is simply absent, and unknown types pass through.
/// </summary>
public static class EventReader
{
    /// <summary>Real events nest five deep; beyond this a line is hostile.</summary>
    private const int DeepestNesting = 64;

    /// <summary>Reads a line without its line end. Never throws, whatever the bytes are.</summary>
    public static EventReading Read(ReadOnlySpan<byte> line)
    {
        if (line.IndexOfAnyExcept(" \t\r\n"u8) < 0) return Faulty("empty");

        // The JSON reader looks at the bytes of a string only when it is asked for: skipped strings would pass unseen.
        if (!Utf8.IsValid(line)) return Faulty("not UTF-8");

        var json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject) return Faulty("not a JSON object");

            var fields = default(EventFields);
            fields.ReadObject(ref json);
            json.Read(); // throws where anything but blanks follows the object
            return fields.ToEvent() is { } read ? new(read, null) : Faulty("no event type");
        }
        catch (JsonException)
        {
            return Faulty(Depth(ref json) >= DeepestNesting
                ? string.Create(CultureInfo.InvariantCulture, $"nested deeper than {DeepestNesting} levels")
                : string.Create(CultureInfo.InvariantCulture, $"not JSON, from byte {json.BytesConsumed} on"));
        }
    }

    /// <summary>The reader counts a bracket just opened as still outside.</summary>
    private static int Depth(ref Utf8JsonReader json) =>
        json.CurrentDepth + (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0);

    private static EventReading Faulty(string why) => new(null, why);
}
