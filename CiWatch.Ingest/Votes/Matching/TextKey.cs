using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CiWatch.Ingest.Votes.Matching;

/// <summary>
/// Stands for a text where texts are compared: 62 bits of its hash, and two facts that matching asks of a text. Stored reports are
/// compared by it, so that their texts need not be read. Who makes two texts with one hash has them taken for one only where the same
/// account says both on one patch set within minutes. The database holds it: whoever changes a rule below sets the stored ones to null.
/// </summary>
public readonly record struct TextKey(long Value)
{
    private const long BareHeader = 1;
    private const long Comments = 2;

    /// <summary>See <see cref="CommentBody.HasBareHeader"/>.</summary>
    public bool HasBareHeader => (Value & BareHeader) != 0;

    /// <summary>See <see cref="CommentBody.CountsComments"/>.</summary>
    public bool CountsComments => (Value & Comments) != 0;

    /// <summary>The key of a text.</summary>
    public static TextKey Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return new(
            (BinaryPrimitives.ReadInt64LittleEndian(hash) & ~(BareHeader | Comments))
            | (CommentBody.HasBareHeader(text) ? BareHeader : 0)
            | (CommentBody.CountsComments(text) ? Comments : 0));
    }

    /// <summary>The key of a text that may be missing.</summary>
    public static TextKey? OfOptional(string? text) => text is null ? null : Of(text);
}
