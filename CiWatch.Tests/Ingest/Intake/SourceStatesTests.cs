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
}
