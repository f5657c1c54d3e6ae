using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Stress.Scripted;

/// <summary>The scripted server's queue loses what Gerrit's does, and in its order.</summary>
public sealed class EventOutletTests
{
    private readonly List<string> _told = [];
    private readonly EventOutlet _outlet;

    public EventOutletTests() => _outlet = new EventOutlet(_told.Add, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(5)));

    [Fact]
    public void An_overflow_drops_the_newest_and_tells_it_before_the_older_ones()
    {
        Assert.True(_outlet.Overflow(held: 2, dropped: 2));
        foreach (var line in "abcdef") _outlet.Put($"{line}");

        Assert.Equal([GerritLines.DroppedOutput(5), "a", "b", "e", "f"], _told);
        Assert.Equal((6, 2, true), (_outlet.Events, _outlet.Dropped, _outlet.Flows));
    }

    [Fact]
    public void A_silent_loss_tells_nothing()
    {
        Assert.True(_outlet.Lose(2));
        Assert.False(_outlet.Overflow(1, 1));
        foreach (var line in "abc") _outlet.Put($"{line}");

        Assert.Equal(["c"], _told);
    }
}
