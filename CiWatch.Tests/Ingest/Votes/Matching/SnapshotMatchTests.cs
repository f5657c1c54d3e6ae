using System.Globalization;
using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;

namespace CiWatch.Tests.Ingest.Votes.Matching;

/// <summary>
/// Sayings are written "seconds text", more of them joined by commas; "e:" before the text makes it an event's words, and a number behind a "/" is its vote.
/// </summary>
public sealed class SnapshotMatchTests
{
    private const string Counts = "Patch Set 1:\n\n(1 comment)";

    [Theory]
    [InlineData("", "0 a", "-1")]
    [InlineData("0 e:a", "0 a", "0")]
    [InlineData("1 e:a", "0 a", "0")]
    [InlineData("120 e:a", "0 a", "0")]
    [InlineData("121 e:a", "0 a", "-1")]
    [InlineData("0 e:a", "5 a", "0")]
    [InlineData("0 e:a", "6 a", "-1")]
    [InlineData("0 e:a", "0 b", "-1")]
    [InlineData("0 e:a", "0 a,1 a", "0 -1")]
    [InlineData("31 e:a", "0 a,30 a", "-1 0")]
    [InlineData("1 e:a,2 e:a", "0 a,1 a", "0 1")]
    [InlineData("2 e:a,1 e:a", "0 a,1 a", "1 0")]
    [InlineData("0 a,0 a", "0 a,0 a,0 a", "0 1 -1")]
    [InlineData("0 a,60 a,90 a", "0 a,60 a,90 a", "0 1 2")]
    [InlineData("0 e:words", "0 (1)", "0")]
    [InlineData("10 e:words", "0 (1)", "0")]
    [InlineData("11 e:words", "0 (1)", "-1")]
    [InlineData("0 e:words/1", "0 (1)/1", "0")]
    [InlineData("0 e:words/1", "0 (1)/-1", "-1")]
    [InlineData("0 e:words/1,0 e:other/-1", "0 (1)/-1,0 (1)/1", "1 0")]
    [InlineData("0 words", "0 (1)", "-1")]
    public void Each_message_is_one_report_and_each_report_one_message(string stored, string told, string expected) =>
        Assert.Equal(expected, string.Join(' ', SnapshotMatch.Align(Read(stored), Read(told))));

    [Fact]
    public void An_id_decides_whatever_the_words_and_the_time()
    {
        var stored = Read("0 a,9 a").Select((s, i) => s with { MessageId = $"m{i}" }).ToList();
        Saying[] told = [stored[1] with { Text = TextKey.Of("edited"), At = stored[0].At.AddDays(1) }, stored[0] with { MessageId = "another" }];
        Assert.Equal([1, -1], SnapshotMatch.Align(stored, told).ToArray());
    }

    [Fact]
    public void Another_account_or_patch_set_is_another_report()
    {
        var stored = Read("0 e:a");
        Assert.Equal([-1, -1], SnapshotMatch.Align(stored, [Read("0 a")[0] with { Account = "other" }, Read("0 a")[0] with { PatchSet = 2 }]).ToArray());
    }

    [Fact]
    public void A_thousand_equal_comments_are_counted_too()
    {
        var many = Enumerable.Range(0, 1_000).Select(i => Read($"{i} a")[0]).ToList();
        Assert.Equal(Enumerable.Range(0, 1_000), SnapshotMatch.Align(many, many));
        Assert.Equal(1, SnapshotMatch.Align(many[..999], many).Count(i => i < 0));
    }

    [Theory]
    [InlineData("0 a", "1 a", 0, 0)]
    [InlineData("0 e:a", "0 a", 0, -1)]
    [InlineData("0 e:a", "0 a", 1, 0)]
    [InlineData("0 e:a", "0 a", 2, -1)]
    [InlineData("0 e:a", "1 a", 1, -1)]
    [InlineData("0 e:a,0 a", "0 a", 2, 1)]
    [InlineData("0 a,60 a", "61 a", 0, 1)]
    [InlineData("0 (1)/1", "1 words/1", 0, 0)]
    [InlineData("0 (1)/1", "1 words/-1", 0, -1)]
    [InlineData("0 (1)", "11 words", 0, -1)]
    public void An_event_is_new_unless_another_source_was_quicker_or_it_is_a_replay(string stored, string told, int nth, int expected)
    {
        var saying = Read(told)[0];
        Assert.Equal(expected, EventMatch.Find(Read(stored), saying with { EventAt = saying.At, Sources = nth == 0 ? ReportSources.Stream : ReportSources.Replay }, nth));
    }

    private static List<Saying> Read(string sayings) =>
    [
        .. sayings.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s =>
        {
            var parts = s.Split(' ', 2);
            var (words, vote) = parts[1].Split('/') is [var w, var v] ? (w, int.Parse(v, CultureInfo.InvariantCulture)) : (parts[1], (int?)null);
            var isEvent = words.StartsWith("e:", StringComparison.Ordinal);
            var text = words == "(1)" ? Counts : $"Patch Set 1:\n\n{(isEvent ? words[2..] : words)}";
            var at = DateTimeOffset.UnixEpoch.AddSeconds(1_000 + int.Parse(parts[0], CultureInfo.InvariantCulture));
            return new Saying(1, "ci", at, TextKey.Of(text), null, isEvent ? at : null, null, isEvent ? ReportSources.Stream : ReportSources.Query) { Vote = vote };
        }),
    ];
}
