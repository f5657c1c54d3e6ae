namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>Writes the raw line of a change: what the server sent, in one object.</summary>
internal static class RestEnvelope
{
    /// <summary><c>{"change":…,"comments":…}</c> on one line.</summary>
    /// <param name="comments">Null where they were not asked for, or could not be had.</param>
    public static byte[] Of(ReadOnlySpan<byte> change, ReadOnlySpan<byte> comments)
    {
        byte[] line = comments.IsEmpty
            ? [.. "{\"change\":"u8, .. change, .. "}"u8]
            : [.. "{\"change\":"u8, .. change, .. ",\"comments\":"u8, .. comments, .. "}"u8];
        // Between JSON's tokens a line end is as good as a blank, and inside a text it can't stand.
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }
}
