using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Ingest.Gerrit.Events;

public sealed class EventReaderCorpusTests
{
    /// <summary>Events that other projects recorded between 2014 and 2023.</summary>
    [SharedFact]
    public void Every_event_of_the_corpus_is_read()
    {
        var lines = RecordedLines.Split(File.ReadAllBytes(Shared.Path("corpus", "events.jsonl")));
        Assert.True(lines.Count >= 50);
        var events = lines.Select(line => EventReader.Read(line)).ToList();
        Assert.All(events, read => Assert.Null(read.Fault));
        Assert.All(events, read => Assert.DoesNotContain(read.Event!.Approvals, approval => approval.Label is "VRIF" or "CRVW"));
        Assert.All(events.Where(read => read.Event!.Type == "patchset-created"), read =>
        {
            Assert.NotNull(read.Event!.Change);
            Assert.NotNull(read.Event.PatchSet);
            Assert.NotNull(read.Event.Author);
        });
        Assert.True(events.Count(read => read.Event!.Approvals.Any(approval => approval is { Label: "Verified", Value: not null })) > 5);
    }
}
