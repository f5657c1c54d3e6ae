using System.Buffers;
using System.Text;
using SQLitePCL;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>One value for a statement: null, a number, text or bytes. Truth is 1 or 0, a time its unix milliseconds.</summary>
internal readonly struct Value
{
    private readonly long _number;
    private readonly object? _content;
    private readonly bool _isNumber;

    private Value(long number) => (_number, _isNumber) = (number, true);

    private Value(object? content) => _content = content;

    public static implicit operator Value(long number) => new(number);

    public static implicit operator Value(long? number) => number is { } n ? new(n) : default;

    public static implicit operator Value(int number) => new(number);

    public static implicit operator Value(int? number) => number is { } n ? new(n) : default;

    public static implicit operator Value(bool truth) => new(truth ? 1L : 0L);

    public static implicit operator Value(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    public static implicit operator Value(DateTimeOffset? time) => time is { } t ? new(t.ToUnixTimeMilliseconds()) : default;

    public static implicit operator Value(string? text) => new(text);

    public static implicit operator Value(ReadOnlyMemory<byte> bytes) => new((object)bytes);

    /// <summary>Puts it into its place, from 1. Returns SQLite's result code.</summary>
    public int Bind(sqlite3_stmt statement, int place) => (_isNumber, _content) switch
    {
        (true, _) => raw.sqlite3_bind_int64(statement, place, _number),
        (_, string text) => BindText(statement, place, text),
        (_, ReadOnlyMemory<byte> { IsEmpty: true }) => raw.sqlite3_bind_zeroblob(statement, place, 0),
        (_, ReadOnlyMemory<byte> bytes) => raw.sqlite3_bind_blob(statement, place, bytes.Span),
        _ => raw.sqlite3_bind_null(statement, place),
    };

    private static int BindText(sqlite3_stmt statement, int place, string text)
    {
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, place, text); // an empty span would bind null
        // As bytes with their count, so that a NUL inside does not end the text.
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var count = Encoding.UTF8.GetBytes(text, buffer);
            return raw.sqlite3_bind_text(statement, place, buffer.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
