using System.Text;
using CiWatch.Ingest.Gerrit.Events;

namespace CiWatch.Tests.Ingest.Gerrit.Events;

public sealed class EventReaderFaultTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \t\r", "empty")]
    [InlineData("{", "not JSON, from byte 1 on")]
    [InlineData("fatal: gerrit: no-such-command: not found", "not JSON, from byte 0 on")]
    [InlineData("{\"type\":\"x\"} tail", "not JSON, from byte 13 on")]
    [InlineData("{\"type\":\"x\",\"comment\":\"cut o", "not JSON, from byte 22 on")]
    [InlineData("{\"type\":\"x\",\"comment\":\"\\uZZZZ\"}", "not JSON, from byte 22 on")]
    [InlineData("{\"type\":\"x\",\"comment\":\"a\u0000b\"}", "not JSON, from byte 22 on")]
    [InlineData("{\"type\":\"x\",}", "not JSON, from byte 12 on")]
    [InlineData("{'type':'x'}", "not JSON, from byte 1 on")]
    [InlineData("[{\"type\":\"x\"}]", "not a JSON object")]
    [InlineData("\"type\"", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("17", "not a JSON object")]
    [InlineData("{}", "no event type")]
    [InlineData("{\"type\":\"\"}", "no event type")]
    [InlineData("{\"type\":17}", "no event type")]
    [InlineData("{\"type\":{\"type\":\"x\"}}", "no event type")]
    public void Says_why_a_line_is_no_event(string line, string fault) =>
        Assert.Equal(new EventReading(null, fault), EventReader.Read(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData(0xff)]
    [InlineData(0xc3)]
    [InlineData(0xed)]
    public void A_line_that_is_no_text_is_no_event_even_where_nobody_reads_that_part(byte wrong)
    {
        var line = Encoding.UTF8.GetBytes("{\"type\":\"x\",\"commitMessage\":\"?\"}");
        line[Array.IndexOf(line, (byte)'?')] = wrong;
        Assert.Equal("not UTF-8", EventReader.Read(line).Fault);
    }

    [Theory]
    [InlineData("{\"type\":\"x\",\"deep\":", "[")]
    [InlineData("{\"type\":\"x\",\"deep\":", "{\"a\":")]
    [InlineData("{\"type\":\"x\",\"approvals\":", "[")]
    [InlineData("{\"type\":\"x\",\"change\":", "{\"owner\":")]
    [InlineData("", "[")]
    [InlineData("", "{\"change\":")]
    public void Nesting_without_end_costs_nothing(string head, string level)
    {
        var line = head + string.Concat(Enumerable.Repeat(level, 10_000));
        var fault = EventReader.Read(Encoding.UTF8.GetBytes(line)).Fault;
        Assert.Equal(head.Length == 0 && level == "[" ? "not a JSON object" : "nested deeper than 64 levels", fault);
    }

    [Theory]
    [InlineData("\\ud800", "\uFFFD")]
    [InlineData("\\ud800x", "\uFFFDx")]
    [InlineData("\\ud800\\n", "\uFFFD\n")]
    [InlineData("\\udc00\\ud800", "\uFFFD\uFFFD")]
    [InlineData("\\ud800\\ud83d\\ude00", "\uFFFD😀")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("a\\u0000b", "a\uFFFDb")]
    [InlineData("é\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041李", "é\"\\/\b\f\n\r\tA李")]
    [InlineData("\\u001b[31m", "\u001b[31m")]
    public void Texts_that_would_hurt_later_are_mended(string written, string read) =>
        Assert.Equal(read, EventReader.Read(Encoding.UTF8.GetBytes($$"""{"type":"x","comment":"{{written}}"}""")).Event?.Comment);

    [Theory]
    [InlineData("{\"\\ud800\":1,\"type\":\"x\"}")]
    [InlineData("{\"\\u0074ype\":\"x\"}")]
    [InlineData("{\"type\":\"\\u0078\"}")]
    [InlineData("{\"ch\\ud800ge\":{\"\\ud800\":\"\\ud800\"},\"type\":\"x\"}")]
    [InlineData("{\"type\":\"x\",\"change\":{\"status\":\"\\ud800\",\"number\":\"\\ud800\"},\"approvals\":[{\"type\":\"\\ud800\"}]}")]
    public void Escapes_in_names_are_read_as_well(string line) => Assert.Equal("x", EventReader.Read(Encoding.UTF8.GetBytes(line)).Event?.Type);

    [Fact]
    public void Large_texts_and_numbers_pass()
    {
        var comment = new string('x', 8_000_000) + "\\n";
        var line = $$"""{"type":"x","big":{{new string('9', 100_000)}},"comment":"{{comment}}"}""";
        Assert.Equal(8_000_001, EventReader.Read(Encoding.UTF8.GetBytes(line)).Event?.Comment?.Length);
    }
}
