using System.Text;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Gerrit.Query;

/// <summary>Each variant that some Gerrit writes. The lines are invented, after the notes on Gerrit's versions.</summary>
public sealed class QueryReaderTests
{
    [Fact]
    public void A_whole_change_is_read()
    {
        var read = Change("""
            {"project":"acme/storage","branch":"master","topic":"t","id":"Iab","number":7,"subject":"S \u003c","owner":{"username":"ada"},"url":"https://r/7",
            "createdOn":100,"lastUpdated":300,"open":true,"status":"NEW","wip":true,"comments":[
            {"timestamp":100,"reviewer":{"name":"Ada","email":"a@x","username":"ada"},"message":"Uploaded patch set 1."},
            {"timestamp":200,"reviewer":{"accountId":1000004,"name":"Zuul","username":"zuul"},"message":"Patch Set 1: Verified+1\n\nok"}],
            "patchSets":[{"number":2,"revision":"r2","ref":"refs/7/2","createdOn":150,"kind":"REWORK"},{"number":1,"revision":"r1","uploader":{"username":"ada"},"approvals":[{"type":"Verified"}]}]}
            """);

        Assert.Equal(new ChangeInfo("acme/storage", "master", 7, "Iab", "S <", new("ada", null, null), "https://r/7", "t", ChangeStatus.Open, true), read.Change);
        Assert.Equal(300, read.UpdatedAt.ToUnixTimeSeconds());
        Assert.Equal([1, 2], read.PatchSets.Select(p => p.Number));
        Assert.Equal(new PatchSetInfo(2, "REWORK", At(150), null, "r2", "refs/7/2"), read.PatchSets[1]);
        Assert.Equal(
            [
                new(new("ada", "Ada", "a@x"), At(100), "Uploaded patch set 1."),
                new(new("zuul", "Zuul", null, 1000004), At(200), "Patch Set 1: Verified+1\n\nok"),
            ],
            read.Messages.AsEnumerable());
    }

    [Theory]
    [InlineData("\"NEW\"", ChangeStatus.Open)]
    [InlineData("\"DRAFT\"", ChangeStatus.Open)]
    [InlineData("\"SUBMITTED\"", ChangeStatus.Open)]
    [InlineData("\"MERGED\"", ChangeStatus.Merged)]
    [InlineData("\"ABANDONED\"", ChangeStatus.Abandoned)]
    [InlineData("\"LATER\"", null)]
    [InlineData("17", null)]
    public void Status_is_read(string written, ChangeStatus? status) =>
        Assert.Equal(status, Change($$"""{"project":"p","number":1,"lastUpdated":5,"status":{{written}}}""").Change.Status);

    [Theory]
    [InlineData("""{"project":"p","number":"7","lastUpdated":5}""")]
    [InlineData("""{"project":{"name":"p"},"number":7,"lastUpdated":"5"}""")]
    [InlineData("""{"lastUpdated":5,"\u006eumber":7,"project":"p","new-field":{"a":[1,{"b":null}]}}""")]
    [InlineData("""{"project":"p","number":7,"lastUpdated":5,"comments":null,"patchSets":{},"owner":[],"branch":1,"subject":false}""")]
    [InlineData("""{"project":"p","number":7,"lastUpdated":5,"comments":[[[{"message":"x"}]],"x",null,1],"patchSets":[[{"number":3}],{"number":0},{}]}""")]
    public void Variants_and_wrong_kinds_leave_the_rest_in_place(string line)
    {
        var read = Change(line);
        Assert.Equal(("p", 7, 5), (read.Change.Project, read.Change.Number, read.UpdatedAt.ToUnixTimeSeconds()));
        Assert.Empty(read.Messages);
        Assert.Empty(read.PatchSets);
    }

    [Theory]
    [InlineData("""{"timestamp":9,"message":"m"}""", 9, "m")]
    [InlineData("""{"timestamp":9,"reviewer":{},"message":"m"}""", 9, "m")]
    [InlineData("""{"timestamp":9,"reviewer":null,"message":"m"}""", 9, "m")]
    [InlineData("""{"timestamp":"9","reviewer":"gerrit","message":"m"}""", 9, "m")]
    [InlineData("""{"message":"m"}""", 5, "m")]
    [InlineData("""{"timestamp":-1,"message":"m"}""", 5, "m")]
    [InlineData("""{"timestamp":99999999999999999,"message":"m"}""", 5, "m")]
    public void A_message_without_author_or_time_is_kept(string comment, long at, string text) => Assert.Equal(
        new ChangeMessage(null, At(at), text),
        Change($$"""{"project":"p","number":7,"lastUpdated":50,"comments":[{"timestamp":5,"message":"first"},{{comment}}]}""").Messages[1]);

    [Theory]
    [InlineData("""{"timestamp":9}""")]
    [InlineData("""{"timestamp":9,"message":""}""")]
    [InlineData("""{"timestamp":9,"message":{"message":"m"}}""")]
    public void A_message_without_text_says_nothing(string comment) =>
        Assert.Empty(Change($$"""{"project":"p","number":7,"lastUpdated":50,"comments":[{{comment}}]}""").Messages);

    [Theory]
    [InlineData(""" "lastUpdated":5,"createdOn":1,"comments":[{"timestamp":9,"message":"m"}] """, 5)]
    [InlineData(""" "createdOn":1,"comments":[{"timestamp":9,"message":"m"},{"timestamp":8,"message":"m"}] """, 9)]
    [InlineData(""" "createdOn":1,"comments":[] """, 1)]
    [InlineData(""" "createdOn":1 """, 1)]
    public void When_it_was_updated_is_told_by_the_best_there_is(string fields, long at) =>
        Assert.Equal(at, Change($$"""{"project":"p","number":7,{{fields}}}""").UpdatedAt.ToUnixTimeSeconds());

    [Theory]
    [InlineData("""{"type":"stats","rowCount":8,"runTimeMilliseconds":17,"moreChanges":false}""", 8, false)]
    [InlineData("""{"type":"stats","rowCount":"3","moreChanges":true}""", 3, true)]
    [InlineData("""{"type":"stats","rowCount":500,"runTimeMilliseconds":1,"resumeSortKey":"002e"}""", 500, null)]
    [InlineData("""{"type":"stats","rowCount":5000000000,"moreChanges":"yes"}""", null, null)]
    [InlineData("""{"moreChanges":{},"type":"stats"}""", null, null)]
    public void The_last_line_is_read(string line, int? rows, bool? more) =>
        Assert.Equal(new QueryReading(null, new(rows, more), null, null), Read(line));

    [Theory]
    [InlineData("""{"type":"error","message":"Invalid date format: yesterday-ish"}""", "Invalid date format: yesterday-ish")]
    [InlineData("""{"type":"error"}""", "no reason given")]
    [InlineData("""{"type":"error","message":17}""", "no reason given")]
    public void An_error_is_told_in_Gerrits_words(string line, string message) => Assert.Equal(new QueryReading(null, null, message, null), Read(line));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("fatal: gerrit: query: not found", "not JSON, from byte 0 on")]
    [InlineData("""{"project":"p","number":7,"lastUpdated":5,"comments":[{"mess""", "not JSON, from byte 55 on")]
    [InlineData("""[{"project":"p"}]""", "not a JSON object")]
    [InlineData("{}", "no change: a number or a project is missing")]
    [InlineData("""{"project":"p","lastUpdated":5}""", "no change: a number or a project is missing")]
    [InlineData("""{"number":7,"lastUpdated":5}""", "no change: a number or a project is missing")]
    [InlineData("""{"project":"p","number":-7,"lastUpdated":5}""", "no change: a number or a project is missing")]
    [InlineData("""{"project":"p","number":7}""", "a change without any time")]
    [InlineData("""{"type":"change","project":"p","number":7,"lastUpdated":5}""", "of a type that is not known")]
    public void Says_why_a_line_is_nothing_of_these(string line, string fault) => Assert.Equal(new QueryReading(null, null, null, fault), Read(line));

    [Theory]
    [InlineData("{\"project\":\"p\",\"number\":7,\"comments\":", "[")]
    [InlineData("{\"project\":\"p\",\"number\":7,\"patchSets\":[", "{\"uploader\":")]
    [InlineData("{\"comments\":[", "{\"reviewer\":")]
    [InlineData("", "{\"comments\":[")]
    public void Nesting_without_end_costs_nothing(string head, string level) =>
        Assert.Equal("nested deeper than 64 levels", Read(head + string.Concat(Enumerable.Repeat(level, 10_000))).Fault);

    [Theory]
    [InlineData("\\ud800x", "\uFFFDx")]
    [InlineData("a\\u0000b", "a\uFFFDb")]
    [InlineData("\\u001b[31m\\u202e", "\u001b[31m\u202e")]
    public void Texts_that_would_hurt_later_are_mended(string written, string text) =>
        Assert.Equal(text, Change($$"""{"project":"p","number":7,"lastUpdated":5,"comments":[{"timestamp":9,"message":"{{written}}"}]}""").Messages[0].Text);

    [Fact]
    public void Bytes_that_are_no_text_are_no_change()
    {
        var line = Encoding.UTF8.GetBytes("""{"project":"p","number":7,"lastUpdated":5,"commitMessage":"?"}""");
        line[Array.IndexOf(line, (byte)'?')] = 0xff;
        Assert.Equal("not UTF-8", QueryReader.Read(line).Fault);
    }

    [Fact]
    public void Three_megabytes_of_messages_pass()
    {
        var big = new string('x', 3 << 20);
        var many = string.Join(',', Enumerable.Repeat("""{"timestamp":9,"message":"m"}""", 50_000));
        var read = Change($$"""{"project":"p","number":7,"lastUpdated":5,"comments":[{"timestamp":9,"message":"{{big}}"},{{many}}]}""");

        Assert.Equal(big, read.Messages[0].Text);
        Assert.Equal(50_001, read.Messages.Length);
    }

    [Theory]
    [InlineData("{\"project\":\"p\",\"lastUpdated\":5,\"comments\":[{\"message\":\"cut o", 5)]
    [InlineData("{\"subject\":\"\\\"lastUpdated\\\":3\",\"owner\":{\"lastUpdated\":4},\"lastUpdated\":5,", 5)]
    [InlineData("{\"lastUpdated\":5", null)]
    [InlineData("{\"lastUpdated\":\"5\",", null)]
    [InlineData("{\"lastUpdated\":-5,", null)]
    [InlineData("{\"project\":\"p", null)]
    [InlineData("fatal", null)]
    [InlineData("", null)]
    public void The_head_of_a_change_tells_when_it_was_updated(string head, int? at) =>
        Assert.Equal(at, (int?)QueryReader.UpdatedAt(Encoding.UTF8.GetBytes(head), TimeBounds.Any)?.ToUnixTimeSeconds());

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static QueryReading Read(string line) => QueryReader.Read(Encoding.UTF8.GetBytes(line));

    private static ChangeSnapshot Change(string line)
    {
        var read = Read(line);
        Assert.Null(read.Fault);
        return Assert.IsType<ChangeSnapshot>(read.Change);
    }
}
