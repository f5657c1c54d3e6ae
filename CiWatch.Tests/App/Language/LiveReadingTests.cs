using CiWatch.App.Language;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.App.Components;

namespace CiWatch.Tests.App.Language;

public sealed class LiveReadingTests
{
    private static readonly DateTimeOffset Now = SampleBoard.Now;

    [Theory]
    [InlineData(ConnectionState.Live, 4, "live", "Live")]
    [InlineData(ConnectionState.Live, 700, "stale", "Stale")]
    [InlineData(ConnectionState.CatchingUp, 4, "connecting", "Catching up")]
    [InlineData(ConnectionState.Connecting, 4, "connecting", "Connecting")]
    [InlineData(ConnectionState.Waiting, 4, "stale", "Stale")]
    [InlineData(ConnectionState.Failed, 4, "stale", "Stale")]
    public void The_sign_of_one_server(ConnectionState state, int secondsAgo, string sign, string word)
    {
        var reading = Read(Source("a", state, secondsAgo));

        Assert.Equal((sign, word), (reading.Sign, reading.Word));
        Assert.Equal(Now.AddSeconds(-secondsAgo), reading.NewestAt);
        Assert.Equal(sign == "live", reading.Reason is null);
    }

    [Fact]
    public void A_server_whose_history_is_not_complete_is_not_live()
    {
        var behind = Source("a", ConnectionState.Live, 4) with { CompleteUntil = Now.AddHours(-3), Reason = "History can't be fetched." };

        var reading = Read(behind, Source("b", ConnectionState.Live, 1));

        Assert.Equal(("connecting", "Catching up", Now.AddHours(-3)), (reading.Sign, reading.Word, reading.CompleteUntil));
        Assert.Contains("can't be fetched", reading.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_worst_server_counts()
    {
        var reading = Read(Source("a", ConnectionState.Live, 1), Source("b", ConnectionState.Waiting, 900), Source("c", ConnectionState.CatchingUp, 5));

        Assert.Equal("stale", reading.Sign);
        Assert.StartsWith("b:", reading.Reason);
        Assert.Equal(Now.AddSeconds(-1), reading.NewestAt);
    }

    [Fact]
    public void No_server_is_never_live() => Assert.Equal("connecting", Read().Sign);

    [Fact]
    public void A_server_that_just_connected_may_be_silent_for_a_while()
    {
        var quiet = Source("a", ConnectionState.Live, 5000) with { Since = Now.AddMinutes(-1) };

        Assert.Equal("live", Read(quiet).Sign);
    }

    private static LiveReading Read(params SourceState[] sources) => LiveReading.Of(sources, Now, TimeSpan.FromMinutes(10));

    private static SourceState Source(string name, ConnectionState state, int secondsAgo) =>
        new(name, state, Now.AddHours(-2), null, null, Now.AddSeconds(-secondsAgo), 1, 1, 0, 0);
}
