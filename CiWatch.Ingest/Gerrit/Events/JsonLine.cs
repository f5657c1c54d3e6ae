using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>The fields that a reader picks from a JSON object.</summary>
internal interface IJsonFields
{
    /// <summary>Reads from the opening brace, on which the reader stands, to the closing one.</summary>
    void ReadObject(ref Utf8JsonReader json);
}

/// <summary>Reads one JSON object from bytes of any kind, in one forward pass.</summary>
internal static class JsonLine
{
    /// <summary>What Gerrit writes nests seven deep at most; beyond this a line is hostile.</summary>
    private const int DeepestNesting = 64;

    /// <summary>Fills the fields, and returns null; or says in short words why the line is no JSON object. Never throws.</summary>
    public static string? Read<T>(ReadOnlySpan<byte> line, ref T fields)
        where T : struct, IJsonFields
    {
        if (line.IndexOfAnyExcept(" \t\r\n"u8) < 0) return "empty";

        // The JSON reader looks at the bytes of a string only when it is asked for: skipped strings would pass unseen.
        if (!Utf8.IsValid(line)) return "not UTF-8";

        var json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject) return "not a JSON object";
            fields.ReadObject(ref json);
            json.Read(); // throws where anything but blanks follows the object
            return null;
        }
        catch (JsonException)
        {
            return Depth(ref json) >= DeepestNesting
                ? string.Create(CultureInfo.InvariantCulture, $"nested deeper than {DeepestNesting} levels")
                : string.Create(CultureInfo.InvariantCulture, $"not JSON, from byte {json.BytesConsumed} on");
        }
    }

    /// <summary>The reader counts a bracket just opened as still outside.</summary>
    private static int Depth(ref Utf8JsonReader json) =>
        json.CurrentDepth + (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0);
}
