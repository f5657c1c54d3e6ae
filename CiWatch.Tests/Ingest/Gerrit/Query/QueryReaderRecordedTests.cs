using System.Text.Json;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Ingest.Gerrit.Events;

namespace CiWatch.Tests.Ingest.Gerrit.Query;

public sealed class QueryReaderRecordedTests
{
    public static TheoryData<string> Versions => [.. RecordedLines.Versions];

    /// <summary>Against an independent reader: the framework's document model.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_recorded_line_is_read_as_it_was_written(string version)
    {
        var lines = RecordedLines.Of(version, "query-all.jsonl");
        foreach (var line in lines[..^1])
        {
            using var document = JsonDocument.Parse(line);
            AssertSame(document.RootElement, QueryReader.Read(line).Change!);
        }

        Assert.Equal(new QueryStats(8, false), QueryReader.Read(lines[^1]).Stats);
        Assert.Equal(8, lines.Count - 1);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Pages_nothing_and_an_error_are_told_apart(string version)
    {
        List<QueryReading> Read(string file) => [.. RecordedLines.Of(version, file).Select(l => QueryReader.Read(l))];
        var (all, first, second) = (Read("query-all.jsonl"), Read("query-first-page.jsonl"), Read("query-second-page.jsonl"));

        Assert.Equal(new QueryStats(3, true), first[^1].Stats);
        Assert.Equal(new QueryStats(3, true), second[^1].Stats);
        Assert.Equal(
            all[..6].Select(r => r.Change!.Change.Number),
            first[..^1].Concat(second[..^1]).Select(r => r.Change!.Change.Number));
        Assert.Equal(new QueryStats(0, false), Assert.Single(Read("query-nothing.jsonl")).Stats);
        Assert.Equal("Invalid date format: yesterday-ish", Assert.Single(Read("query-error.jsonl")).Error);
        Assert.True(all[..^1].Select(r => r.Change!.UpdatedAt).IsDescending(), "newest first");
    }

    /// <summary>A fixed seed: what fails here fails again.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Cut_and_damaged_lines_never_throw(string version)
    {
        var random = new Random(20261124);
        foreach (var line in Enumerable.Repeat(RecordedLines.Of(version, "query-all.jsonl"), 20).SelectMany(l => l))
        {
            var damaged = line.AsSpan(0, random.Next(3) == 0 ? random.Next(line.Length) : line.Length).ToArray();
            for (var flips = random.Next(5); flips > 0 && damaged.Length > 0; flips--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            var (change, stats, error, fault) = QueryReader.Read(damaged);
            Assert.Equal(1, new object?[] { change, stats, error, fault }.Count(o => o is not null));
        }
    }

    private static void AssertSame(JsonElement written, ChangeSnapshot read)
    {
        Assert.Equal(written.GetProperty("number").GetInt64(), read.Change.Number);
        Assert.Equal(written.GetProperty("project").GetString(), read.Change.Project);
        Assert.Equal(written.GetProperty("branch").GetString(), read.Change.Branch);
        Assert.Equal(written.GetProperty("id").GetString(), read.Change.ChangeId);
        Assert.Equal(written.GetProperty("subject").GetString(), read.Change.Subject);
        Assert.Equal(written.GetProperty("url").GetString(), read.Change.Url);
        Assert.Equal(written.GetProperty("owner").GetProperty("username").GetString(), read.Change.Owner?.Username);
        Assert.Equal(written.TryGetProperty("topic", out var topic) ? topic.GetString() : null, read.Change.Topic);
        Assert.Equal(
            written.TryGetProperty("hashtags", out var tags) ? tags.EnumerateArray().Select(t => t.GetString()!).Order() : [],
            read.Change.Hashtags?.Split(',') ?? []);
        Assert.Equal(written.GetProperty("status").GetString() == "MERGED" ? ChangeStatus.Merged : ChangeStatus.Open, read.Change.Status);
        Assert.Equal(written.GetProperty("lastUpdated").GetInt64(), read.UpdatedAt.ToUnixTimeSeconds());
        Assert.Equal(
            written.GetProperty("comments").EnumerateArray().Select(c =>
                (c.GetProperty("timestamp").GetInt64(), c.GetProperty("reviewer").GetProperty("username").GetString(), c.GetProperty("message").GetString())),
            read.Messages.Select(m => (m.At.ToUnixTimeSeconds(), m.Author?.Username, (string?)m.Text)));
        Assert.Equal(
            written.GetProperty("patchSets").EnumerateArray().Select(p =>
                (p.GetProperty("number").GetInt32(), p.GetProperty("kind").GetString(), p.GetProperty("revision").GetString(), p.GetProperty("createdOn").GetInt64())),
            read.PatchSets.Select(p => (p.Number, p.Kind, p.Revision, p.CreatedAt!.Value.ToUnixTimeSeconds())));
    }
}

internal static class OrderExtensions
{
    /// <summary>Whether no element is less than one after it.</summary>
    public static bool IsDescending(this IEnumerable<DateTimeOffset> times) => times.Zip(times.Skip(1)).All(p => p.First >= p.Second);
}
