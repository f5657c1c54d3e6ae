using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>Makes sure that an answer to /comments is one JSON object before it becomes a part of a raw line.</summary>
internal static class RestComments
{
    /// <summary>The object's bytes; null where the answer holds something else.</summary>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> body)
    {
        var anything = default(Anything);
        return RestPage.WithoutPrefix(body) is { } comments && JsonLine.Read(comments.Span, ref anything) is null ? comments : default(ReadOnlyMemory<byte>?);
    }

    private struct Anything : IJsonFields
    {
        public void ReadObject(ref Utf8JsonReader json) => json.Skip();
    }
}
