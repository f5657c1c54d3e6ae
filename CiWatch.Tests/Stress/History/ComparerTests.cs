namespace CiWatch.Tests.Stress.History;

/// <summary>The judge is judged: what is lost or doubled in made-up data is found. All of it is invented.</summary>
public sealed class ComparerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_is_no_difference()
    {
        Said[] said = [Say("one"), Say("two", 5)];

        Assert.True(Comparer.Compare(said, [Store("two", 5), Store("one")]).None);
    }

    [Fact]
    public void What_is_not_stored_is_lost()
    {
        var differences = Comparer.Compare([Say("one"), Say("two")], [Store("one")]);

        Assert.Equal("two", Assert.Single(differences.Lost).Text);
        Assert.Empty(differences.Doubled);
    }

    [Fact]
    public void What_is_stored_twice_is_doubled()
    {
        var differences = Comparer.Compare([Say("one")], [Store("one", id: 1), Store("one", id: 2)]);

        Assert.Single(differences.Doubled);
        Assert.Empty(differences.Lost);
    }

    [Fact]
    public void What_nobody_said_is_doubled_too() =>
        Assert.Single(Comparer.Compare([], [Store("never said")]).Doubled);

    [Fact]
    public void Said_twice_in_a_second_and_stored_once_is_lost_once() =>
        Assert.Single(Comparer.Compare([Say("Starting check jobs."), Say("Starting check jobs.")], [Store("Starting check jobs.")]).Lost);

    [Fact]
    public void The_same_words_much_later_are_another_report()
    {
        var differences = Comparer.Compare([Say("again", 0), Say("again", 60)], [Store("again", 0, id: 1), Store("again", 1, id: 2)]);

        Assert.Equal(Noon.AddSeconds(60), Assert.Single(differences.Lost).At);
        Assert.Equal(2, Assert.Single(differences.Doubled).Id);
    }

    [Fact]
    public void The_time_of_the_message_and_that_of_its_event_both_serve()
    {
        var said = Say("slow") with { EventAt = Noon.AddSeconds(2) };

        Assert.True(Comparer.Compare([said], [Store("slow", 0)]).None);
        Assert.True(Comparer.Compare([said], [Store("slow", 2)]).None);
        Assert.False(Comparer.Compare([said], [Store("slow", 9)]).None);
    }

    [Fact]
    public void The_words_of_the_stream_and_those_of_a_query_both_serve()
    {
        Said[] said = [Count("81 %"), Count("82 %")];

        Assert.True(Comparer.Compare(said, [Store("(1 comment)", id: 1), Store("82 %", id: 2)]).None);
        // The first stored one could be either's; only one of the two ways leaves nobody alone.
        Assert.True(Comparer.Compare(said, [Store("(1 comment)", id: 1), Store("81 %", id: 2)]).None);
        Assert.False(Comparer.Compare(said, [Store("82 %", id: 1), Store("82 %", id: 2)]).None);

        static Said Count(string text) => Say("(1 comment)") with { StreamText = text };
    }

    [Fact]
    public void Another_patch_set_account_or_vote_is_told()
    {
        Assert.False(Comparer.Compare([Say("one")], [Store("one") with { PatchSet = 2 }]).None);
        Assert.False(Comparer.Compare([Say("one")], [Store("one") with { Account = "other-ci" }]).None);
        Assert.Single(Comparer.Compare([Say("one")], [Store("one") with { Vote = -1 }]).OtherVote);
    }

    private static Said Say(string text, int second = 0) =>
        new(7, 1, "acme-ci", text, text, Noon.AddSeconds(second), Noon.AddSeconds(second), null);

    private static Stored Store(string text, int second = 0, int id = 1) => new(id, 7, 1, "acme-ci", text, Noon.AddSeconds(second), null, id);
}
