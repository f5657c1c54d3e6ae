using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;

namespace CiWatch.Tests.Ingest.Gerrit.Events;

public sealed class EventReaderRecordedTests
{
    public static TheoryData<string> Versions => [.. RecordedLines.Versions];

    /// <summary>Against an independent reader: the framework's document model.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_recorded_line_is_read_as_it_was_written(string version)
    {
        var lines = RecordedLines.Of(version);
        Assert.True(lines.Count > 150);
        foreach (var line in lines)
        {
            var (read, fault) = EventReader.Read(line);
            Assert.Null(fault);
            using var document = JsonDocument.Parse(line);
            AssertSame(document.RootElement, read!);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_happened_in_the_recorded_story_is_all_there(string version)
    {
        var events = RecordedLines.Of(version).Select(line => EventReader.Read(line).Event!).ToList();

        Assert.Equal(12, events.Count(e => e is { Type: "patchset-created", Change: not null, PatchSet: not null, Author: not null }));
        Assert.All(events.Where(e => e.Type == "comment-added"), e => Assert.True(e is { Comment: not null, Change: not null, Author: not null }));
        Assert.Contains(events, e => e.Approvals.Any(a => a is { Label: "Verified", Value: 0, OldValue: 1 }));
        Assert.Contains(events, e => e.Change is { Wip: true });
        Assert.Contains(events, e => e.Change?.Owner?.Name == "Cléo Дизайн 李");
        Assert.All(events, e => Assert.NotNull(e.Project));
    }

    /// <summary>A fixed seed: what fails here fails again.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Cut_and_damaged_lines_never_throw(string version)
    {
        var random = new Random(20261122);
        var faults = 0;
        var lines = RecordedLines.Of(version);
        foreach (var line in lines.Concat(lines).Concat(lines))
        {
            var damaged = line.AsSpan(0, random.Next(4) == 0 ? random.Next(line.Length) : line.Length).ToArray();
            for (var flips = random.Next(4); flips > 0 && damaged.Length > 0; flips--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            var (read, fault) = EventReader.Read(damaged);
            Assert.True((read is null) != (fault is null));
            if (fault is not null) faults++;
        }

        Assert.InRange(faults, 1, (3 * lines.Count) - 1);
    }

    private static void AssertSame(JsonElement written, CiWatch.Ingest.Votes.StreamEvent read)
    {
        Assert.Equal(written.GetProperty("type").GetString(), read.Type);
        Assert.Equal(written.GetProperty("eventCreatedOn").GetInt64(), read.At?.ToUnixTimeSeconds());
        Assert.Equal(written.TryGetProperty("comment", out var comment) ? comment.GetString() : null, read.Comment);
        if (written.TryGetProperty("change", out var change))
        {
            Assert.Equal(change.GetProperty("number").GetInt64(), read.Change?.Number);
            Assert.Equal(change.GetProperty("project").GetString(), read.Change?.Project);
            Assert.Equal(change.GetProperty("branch").GetString(), read.Change?.Branch);
            Assert.Equal(change.GetProperty("subject").GetString(), read.Change?.Subject);
            Assert.Equal(change.GetProperty("id").GetString(), read.Change?.ChangeId);
        }

        Assert.Equal(written.TryGetProperty("approvals", out var approvals) ? approvals.GetArrayLength() : 0, read.Approvals.Length);
        if (written.TryGetProperty("patchSet", out var patchSet))
        {
            Assert.Equal(patchSet.GetProperty("number").GetInt32(), read.PatchSet?.Number);
            Assert.Equal(patchSet.GetProperty("kind").GetString(), read.PatchSet?.Kind);
        }
    }
}
