using CiWatch.Ingest.Intake;

namespace CiWatch.Tests.Ingest.Sources;

/// <summary>
/// What one Gerrit told to stream, query and REST becomes the same reports, whichever came first, cut, mixed or repeated. Four real
/// servers told the story; orders and cuts are drawn from seeds.
/// </summary>
public sealed class OneTruthTests
{
    /// <summary>Orders that are drawn for each version; 200 were once run by hand.</summary>
    private const int Seeds = 8;

    public static TheoryData<string> Versions => RecordedStory.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_order_of_sources_does_not_matter(string version)
    {
        RecordedStory story = new(version);
        RawLine[] all = [.. story.Stream, .. story.Query, .. story.Rest];
        using var expected = new StoredReports().With(all);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Random random = new(seed);
            using var stored = new StoredReports().With(Mixed(random, story, all), random.Next(1, 60));
            Same(expected.Reports, stored.Reports, seed);
            Same(expected.Rechecks, stored.Rechecks, seed);
            Same(expected.Changes, stored.Changes, seed);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_the_stream_missed_the_history_brings_and_nothing_twice(string version)
    {
        RecordedStory story = new(version);
        using var expected = new StoredReports().With([.. story.Stream, .. story.Query]);
        var deleted = Deleted(version); // the stream alone ever knew it
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Random random = new(seed);
            var cut = Cut(random, story.Stream);
            RawLine[] earlier = [.. story.Query.Where(_ => random.Next(2) == 0).Select(q => RecordedStory.Earlier(q, random.Next(0, 20)))];
            var last = random.Next(2) == 0 ? story.Query : story.Rest;
            // Until the last look at the history anything may be missing; after it nothing is.
            using var stored = new StoredReports().With([.. Shuffled(random, [.. cut, .. earlier]), .. last, .. random.Next(2) == 0 ? story.Query : []]);
            Same([.. expected.Sayings.Where(s => !s.StartsWith(deleted, StringComparison.Ordinal))],
                [.. stored.Sayings.Where(s => !s.StartsWith(deleted, StringComparison.Ordinal))], seed);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_second_telling_changes_nothing(string version)
    {
        RecordedStory story = new(version);
        using var stored = new StoredReports().With([.. story.Stream, .. story.Query, .. story.Rest]);
        var (reports, rechecks, lines) = (stored.Reports, stored.Rechecks, stored.RawLines);
        stored.With(story.Query).With(story.Rest).With(story.Replay()).With(story.Replay());
        Same(reports, stored.Reports, 0);
        Same(rechecks, stored.Rechecks, 0);
        Assert.Equal(lines, stored.RawLines);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_recording_read_twice_is_read_once(string version)
    {
        RecordedStory story = new(version);
        using var once = new StoredReports().With(story.Replay());
        using var twice = new StoredReports().With(story.Replay()).With(story.Replay(), batch: 7);
        Same(once.Reports, twice.Reports, 0);
        Assert.Equal(story.Stream.Count, twice.RawLines);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_recording_and_the_live_stream_are_one(string version)
    {
        RecordedStory story = new(version);
        using var live = new StoredReports().With(story.Stream);
        using var mixed = new StoredReports().With(story.Replay().Take(100)).With(story.Stream).With(story.Replay());
        Same(live.Sayings, mixed.Sayings, 0);
    }

    private static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> actual, int seed)
    {
        string[] lost = [.. Without(expected, actual)], added = [.. Without(actual, expected)];
        Assert.True(lost.Length + added.Length == 0, $"seed {seed}\nlost:\n{string.Join('\n', lost)}\nadded:\n{string.Join('\n', added)}");
    }

    private static List<string> Without(IEnumerable<string> some, IEnumerable<string> others)
    {
        List<string> left = [.. some];
        foreach (var other in others) left.Remove(other);
        return left;
    }

    /// <summary>All of the lines, and earlier looks at the same histories between them, in any order.</summary>
    private static RawLine[] Mixed(Random random, RecordedStory story, RawLine[] all) =>
        Shuffled(random, [.. all, .. story.Query.Where(_ => random.Next(2) == 0).Select(q => RecordedStory.Earlier(q, random.Next(0, 20)))]);

    private static RawLine[] Shuffled(Random random, RawLine[] lines)
    {
        random.Shuffle(lines);
        return lines;
    }

    /// <summary>The stream without some stretches of it.</summary>
    private static List<RawLine> Cut(Random random, IReadOnlyList<RawLine> stream)
    {
        List<RawLine> left = [.. stream];
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var from = random.Next(left.Count);
            left.RemoveRange(from, random.Next(0, Math.Min(40, left.Count - from)));
        }

        return left;
    }

    private static string Deleted(string version) => new RecordedStory(version).Stream
        .Select(l => System.Text.Json.JsonDocument.Parse(l.Bytes).RootElement)
        .Where(e => e.GetProperty("type").GetString() == "change-deleted")
        .Select(e => $"{e.GetProperty("change").GetProperty("number")}|").FirstOrDefault() ?? "none";
}
