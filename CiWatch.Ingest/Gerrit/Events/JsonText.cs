using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>
/// Makes a .NET string of a JSON one, and differs from the framework's way in two things. A lone surrogate (\ud800), at which the
/// framework throws, becomes U+FFFD. So does NUL (\u0000): SQLite keeps it in TEXT, but length(), LIKE and tools end the text there,
/// so that the rest of a comment would be there and not be found.
/// </summary>
internal static class JsonText
{
    private const char Unreadable = '\uFFFD';

    /// <summary>The text of the string that the reader stands on, whose bytes are known to be UTF-8.</summary>
    public static string Decode(ref Utf8JsonReader json) =>
        json.ValueIsEscaped ? Unescape(json.ValueSpan) : Encoding.UTF8.GetString(json.ValueSpan);

    private static string Unescape(ReadOnlySpan<byte> source)
    {
        // No escape and no UTF-8 sequence yields more chars than it has bytes.
        var chars = ArrayPool<char>.Shared.Rent(source.Length);
        try
        {
            return new string(chars, 0, Unescape(source, chars));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static int Unescape(ReadOnlySpan<byte> source, Span<char> target)
    {
        var written = 0;
        while (source.IndexOf((byte)'\\') is >= 0 and var slash)
        {
            written += Encoding.UTF8.GetChars(source[..slash], target[written..]);
            source = source[slash..];
            var c = Escaped(ref source);
            if (char.IsHighSurrogate(c) && IsLowSurrogateNext(source))
            {
                target[written++] = c;
                c = Escaped(ref source);
            }
            else if (char.IsSurrogate(c) || c == '\0')
            {
                c = Unreadable;
            }

            target[written++] = c;
        }

        return written + Encoding.UTF8.GetChars(source, target[written..]);
    }

    private static bool IsLowSurrogateNext(ReadOnlySpan<byte> source) => source is [(byte)'\\', (byte)'u', ..] && char.IsLowSurrogate(Hex(source));

    /// <summary>Takes one escape off the front. The JSON reader has made sure that it is a whole and valid one.</summary>
    private static char Escaped(ref ReadOnlySpan<byte> source)
    {
        var c = source[1] switch
        {
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'u' => Hex(source),
            var itself => (char)itself,
        };
        source = source[(source[1] == (byte)'u' ? 6 : 2)..];
        return c;
    }

    private static char Hex(ReadOnlySpan<byte> escape) => Utf8Parser.TryParse(escape[2..6], out ushort code, out _, 'x') ? (char)code : Unreadable;
}
