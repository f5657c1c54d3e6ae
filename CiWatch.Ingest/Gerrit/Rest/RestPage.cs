using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>One change of a page.</summary>
/// <param name="Bytes">Verbatim.</param>
/// <param name="Number">Null where the bytes are no change.</param>
/// <param name="UpdatedAt">Null where the bytes are no change.</param>
/// <param name="HasComments">Whether it has comments of its own address, which may hold what the stream told.</param>
internal readonly record struct RestElement(ReadOnlyMemory<byte> Bytes, long? Number, DateTimeOffset? UpdatedAt, bool HasComments);

/// <summary>A page of changes, cut into them.</summary>
/// <param name="More">Whether the server has more.</param>
/// <param name="Fault">Why it is no page; null where it is one.</param>
internal sealed record RestPage(ImmutableArray<RestElement> Changes, bool More, string? Fault)
{
    /// <summary>Stands before all that Gerrit's REST API says, so that no browser takes it for a script.</summary>
    public static ReadOnlySpan<byte> Prefix => ")]}'"u8;

    /// <summary>One change may be nested too deep, and is told so by itself; its page is cut all the same.</summary>
    private const int DeepestPage = 1_000;

    /// <summary>Reads the body of an answer to /changes/. Never throws, whatever the bytes are.</summary>
    /// <param name="bounds">Which times can be true: by others no gap is closed. Null where none is needed.</param>
    public static RestPage Read(ReadOnlyMemory<byte> body, TimeBounds? bounds = null)
    {
        if (WithoutPrefix(body) is not { } page) return new([], false, "without Gerrit's prefix )]}'");

        var json = new Utf8JsonReader(page.Span, new JsonReaderOptions { MaxDepth = DeepestPage });
        var changes = ImmutableArray.CreateBuilder<RestElement>();
        var more = false;
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray) return new([], false, "not a list of changes");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                changes.Add(Element(page[start..(int)json.BytesConsumed], ref more, bounds ?? TimeBounds.Any));
            }

            json.Read(); // throws where anything but blanks follows the list
            return new(changes.DrainToImmutable(), more, null);
        }
        catch (JsonException)
        {
            return new([], false, string.Create(CultureInfo.InvariantCulture, $"not JSON, from byte {json.BytesConsumed} on"));
        }
    }

    /// <summary>What stands behind the prefix and its line end; null where it is missing.</summary>
    public static ReadOnlyMemory<byte>? WithoutPrefix(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Prefix) ? body[Prefix.Length..] : default(ReadOnlyMemory<byte>?);

    private static RestElement Element(ReadOnlyMemory<byte> bytes, ref bool more, TimeBounds bounds)
    {
        var fields = default(RestChangeFields);
        var fault = JsonLine.Read(bytes.Span, ref fields);
        more |= fields.More; // on the last one, by the book
        var change = fault is null ? fields.Finish(null, bounds).Change : null;
        return new(bytes, change?.Change.Number, change?.UpdatedAt, change is not null && fields.HasComments);
    }
}
