using System.Text;
using CiWatch.Ingest.Intake;

namespace CiWatch.Tests.Ingest.Intake;

public sealed class LineSplitterTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\r\r\n", "a\r")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("\n\r\n\n", "")]
    [InlineData("\n\na\n\n", "a")]
    [InlineData("é\0\u001b\n", "é\0\u001b")]
    [InlineData("{}", "{}")]
    [InlineData("{}\r", "{}")]
    [InlineData("", "")]
    public void Lines_are_the_same_however_the_bytes_are_chopped(string text, string lines)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var size = 1; size <= bytes.Length + 1; size++)
        {
            var got = Split(bytes, size, 100);
            Assert.Equal(lines, string.Join('|', got.Select(l => Encoding.UTF8.GetString(l.Bytes.Span))));
            Assert.All(got, l => Assert.Null(l.Fault));
        }
    }

    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(11, 10, true)]
    [InlineData(100_000, 10, true)]
    [InlineData(100_000, 100_000, false)]
    [InlineData(100_001, 100_000, true)]
    public void A_line_beyond_the_limit_keeps_its_head_and_the_next_is_whole(int length, int limit, bool tooLong)
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', length) + "\nnext\n");
        foreach (var size in new[] { 1, 3, 64, bytes.Length })
        {
            var got = Split(bytes, size, limit);
            Assert.Equal(2, got.Count);
            Assert.Equal(tooLong, got[0].Fault is not null);
            Assert.Equal(tooLong ? Math.Min(limit, LineSplitter.KeptHead) : length, got[0].Bytes.Length);
            Assert.Equal("next", Encoding.ASCII.GetString(got[1].Bytes.Span));
        }
    }

    [Fact]
    public void A_line_without_end_is_told_at_once_and_only_once()
    {
        List<RawLine> got = [];
        LineSplitter splitter = new("gerrit", 1000, got.Add);

        for (var i = 0; i < 100; i++) splitter.Append(new byte[600], At);
        Assert.Single(got);
        splitter.End(At);

        Assert.Equal("Longer than 1000 bytes, the limit set by Gerrit:MaxLineBytes; only its head is kept.", Assert.Single(got).Fault);
    }

    [Theory]
    [InlineData("{\"type\":\"x\"}", true)]
    [InlineData("{\"type\":{}", false)]
    [InlineData("{\"type\":", false)]
    [InlineData("x", false)]
    public void What_the_connections_end_cut_off_is_kept_and_told_where_it_is_no_whole_object(string rest, bool maybeWhole)
    {
        var line = Split(Encoding.ASCII.GetBytes("a\n" + rest), 4, 100)[1];

        Assert.Equal(rest, Encoding.ASCII.GetString(line.Bytes.Span));
        if (maybeWhole || rest.EndsWith('}')) Assert.Null(line.Fault);
        else Assert.Equal($"The connection ended in the middle of this line, after {rest.Length} bytes.", line.Fault);
    }

    [Fact]
    public void A_line_carries_its_server_and_the_time_of_its_last_byte()
    {
        List<RawLine> got = [];
        LineSplitter splitter = new("gerrit", 100, got.Add);

        splitter.Append("a"u8, At);
        splitter.Append("b\n"u8, At.AddSeconds(1));

        Assert.Equal(("gerrit", At.AddSeconds(1)), (got[0].Server, got[0].ReceivedAt));
    }

    [Fact]
    public void Given_lines_do_not_change_when_more_is_read()
    {
        List<RawLine> got = [];
        LineSplitter splitter = new("gerrit", 100, got.Add);
        var buffer = "first\n"u8.ToArray();
        splitter.Append(buffer, At);
        "second"u8.CopyTo(buffer);
        splitter.Append(buffer, At);

        Assert.Equal("first", Encoding.ASCII.GetString(got[0].Bytes.Span));
    }

    private static List<RawLine> Split(byte[] bytes, int size, int limit)
    {
        List<RawLine> got = [];
        LineSplitter splitter = new("gerrit", limit, got.Add);
        foreach (var chunk in bytes.Chunk(size)) splitter.Append(chunk, At);
        splitter.End(At);
        return got;
    }
}
