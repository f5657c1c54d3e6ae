using CiWatch.Ingest.Votes;
using CiWatch.Tests.Ingest.Storage;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class ChangeFactsTests
{
    /// <summary>Events in the order of arrival: "type@minute" or "type@minute=status that the event's change says".</summary>
    [Theory]
    [InlineData("patchset-created@0", ChangeStatus.Open, null)]
    [InlineData("change-merged@5", ChangeStatus.Merged, 5)]
    [InlineData("patchset-created@0 change-merged@5", ChangeStatus.Merged, 5)]
    [InlineData("change-abandoned@5 change-restored@6", ChangeStatus.Open, null)]
    [InlineData("change-restored@6 change-abandoned@5", ChangeStatus.Open, null)]
    [InlineData("change-abandoned@5 change-restored@6 change-abandoned@7", ChangeStatus.Abandoned, 7)]
    [InlineData("change-abandoned@5 change-deleted@6", ChangeStatus.Deleted, 6)]
    [InlineData("change-abandoned@5 comment-added@6", ChangeStatus.Abandoned, 5)]
    [InlineData("comment-added@6 change-merged@5", ChangeStatus.Merged, 5)]
    [InlineData("comment-added@6=Merged", ChangeStatus.Merged, 6)]
    [InlineData("comment-added@6=Merged comment-added@8=Merged", ChangeStatus.Merged, 6)]
    [InlineData("comment-added@6=Merged change-merged@5", ChangeStatus.Merged, 5)]
    [InlineData("comment-added@4=Merged change-merged@5", ChangeStatus.Merged, 5)]
    [InlineData("change-merged@5 comment-added@4=Open", ChangeStatus.Merged, 5)]
    [InlineData("change-abandoned@5 comment-added@9=Open", ChangeStatus.Open, null)]
    [InlineData("change-abandoned@5=Open", ChangeStatus.Abandoned, 5)]
    public void The_status_follows_event_time(string events, ChangeStatus status, int? closedAt)
    {
        ChangeFacts? facts = null;
        foreach (var e in events.Split(' '))
        {
            var parts = e.Split('@', '=');
            var at = Lines.Start.AddMinutes(int.Parse(parts[1]));
            var change = Lines.Change() with { Status = parts.Length > 2 ? Enum.Parse<ChangeStatus>(parts[2]) : null };
            facts = facts?.With(change, parts[0], at) ?? ChangeFacts.Of(change, parts[0], at);
        }

        Assert.Equal(status, facts!.Status);
        Assert.Equal(closedAt is { } minute ? Lines.Start.AddMinutes(minute) : null, facts.ClosedAt);
    }

    [Fact]
    public void An_older_event_describes_nothing_anew()
    {
        var facts = ChangeFacts.Of(Lines.Change() with { Subject = "New", Wip = true }, "patchset-created", Lines.Start);
        Assert.Equal(facts, facts.With(Lines.Change() with { Subject = "Old", Branch = "old" }, "comment-added", Lines.Start.AddSeconds(-1)));
    }

    [Fact]
    public void A_newer_event_replaces_all_but_what_it_leaves_out()
    {
        var facts = ChangeFacts.Of(Lines.Change() with { Topic = "t", Wip = true }, "patchset-created", Lines.Start)
            .With(Lines.Change() with { ChangeId = null, Owner = null, Url = null, Subject = "New" }, "comment-added", Lines.Start);
        Assert.Equal(("New", null, false), (facts.Subject, facts.Topic, facts.Wip));
        Assert.Equal((Lines.Change().ChangeId, "ada", Lines.Change().Url), (facts.ChangeId, facts.Owner, facts.Url));
    }
}
