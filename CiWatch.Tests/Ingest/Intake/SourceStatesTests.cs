using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Intake;

public sealed class SourceStatesTests
{
    [Fact]
    public void A_listener_that_throws_stops_neither_the_others_nor_who_changed_something()
    {
        var states = new SourceStates(new FakeTimeProvider());
        var heard = 0;
        states.Changed += () => throw new InvalidOperationException("no");
        states.Changed += () => heard++;

        states.Set("gerrit", ConnectionState.Live);

        Assert.Equal(1, heard);
        Assert.Equal(ConnectionState.Live, Assert.Single(states.All).State);
    }

    /// <summary>
    /// What happens to a server, a letter each: connected, live, waiting, failed, a line lost, history complete; an event comes each minute while
    /// it is connected. Then until when all is known, in minutes.
    /// </summary>
    [Theory]
    [InlineData("", -60)] // until the program ended
    [InlineData("c", -60)]
    [InlineData("cl", -60)] // the server does not answer for its history
    [InlineData("wcwc", -60)]
    [InlineData("c+", null)]
    [InlineData("cl+lll", null)]
    [InlineData("c+lw", 2)]
    [InlineData("c+lwf", 2)] // nothing more was heard
    [InlineData("c+lwcl", 2)] // connected again, and the gap is still there
    [InlineData("c+lwcl+", null)]
    [InlineData("c+l-l", 2)]
    [InlineData("c+l-l-+", null)]
    [InlineData("cw+", 0)] // stored after the connection was lost
    public void All_is_known_until_nobody_listened_and_again_once_history_is_complete(string story, int? until)
    {
        var now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        var state = new SourceState("gerrit", ConnectionState.Connecting, now, null, null, null, 0, 0, 0, 0) { CompleteUntil = now.AddMinutes(-60) };
        for (var minute = 0; minute < story.Length; minute++)
        {
            var at = now.AddMinutes(minute);
            state = story[minute] switch
            {
                'c' => state.In(ConnectionState.CatchingUp, at),
                'l' => state.In(ConnectionState.Live, at),
                'w' => state.In(ConnectionState.Waiting, at),
                'f' => state.In(ConnectionState.Failed, at),
                '-' => state.Incomplete(at),
                _ => state.Complete(at),
            };
            if (state.State is ConnectionState.Live or ConnectionState.CatchingUp) state = state with { LastEventAt = at };
        }

        Assert.Equal(until is { } minutes ? now.AddMinutes(minutes) : null, state.CompleteUntil);
    }

    [Theory]
    [InlineData(ConnectionState.Connecting, null, true)]
    [InlineData(ConnectionState.CatchingUp, "Reading history: 40 %.", true)]
    [InlineData(ConnectionState.Live, null, true)] // what was fetched is being stored
    [InlineData(ConnectionState.Live, "History can't be fetched.", false)]
    [InlineData(ConnectionState.Connecting, "Connection refused.", false)] // another try
    [InlineData(ConnectionState.Waiting, "Connection refused.", false)]
    [InlineData(ConnectionState.Failed, "The key was refused.", false)]
    public void The_first_catch_up_is_waited_for_while_it_can_end(ConnectionState state, string? reason, bool waits)
    {
        var at = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        var server = new SourceState("gerrit", state, at, reason, null, null, 0, 0, 0, 0) { CompleteUntil = at };

        Assert.Equal(waits, server.IsFirstCatchUp);
        Assert.False(server.Complete(at).In(ConnectionState.Waiting, at).In(ConnectionState.CatchingUp, at).IsFirstCatchUp);
    }
}
