using CiWatch.Ingest.Gerrit.EventsLog;

namespace CiWatch.Tests.Ingest.Gerrit.EventsLog;

public sealed class LogClockTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// A log in some zone, busy or nearly empty, is understood from any zone tried before. Where few events tell, one further west may do:
    /// what is asked by it is earlier than meant, and leaves nothing out.
    /// </summary>
    [Theory]
    [InlineData(0, 7)]
    [InlineData(0, 100_000)]
    [InlineData(2 * 60, 7)]
    [InlineData(2 * 60, 5_000)]
    [InlineData(2 * 60, 100_000)]
    [InlineData(-8 * 60, 7)]
    [InlineData(-8 * 60, 100_000)]
    [InlineData((5 * 60) + 45, 1_000)]
    [InlineData(-((3 * 60) + 30), 1_000)]
    [InlineData(14 * 60, 600)]
    [InlineData(-12 * 60, 600)]
    public void A_zone_that_leaves_nothing_out_is_found(int minutes, int secondsBetweenEvents)
    {
        var zone = TimeSpan.FromMinutes(minutes);
        foreach (var begin in new[] { TimeSpan.Zero, LogClock.West, LogClock.East, TimeSpan.FromHours(2), TimeSpan.FromHours(-8) })
        {
            var tried = begin;
            for (var i = 0; ; i++)
            {
                Assert.True(i < 20, $"not found from {begin}, at last {tried}");
                var next = LogClock.Next(At, tried, Answer(At + tried - zone, secondsBetweenEvents));
                if (next == tried) break;
                tried = Assert.NotNull(next);
            }

            Assert.True(tried <= zone, $"{tried}");
            Assert.Equal(At, Answer(At + tried - zone, secondsBetweenEvents));
            if (secondsBetweenEvents < 900) Assert.Equal(zone, tried);
        }
    }

    [Theory]
    [InlineData(-12, null)]
    [InlineData(-12, 1)]
    [InlineData(14, -1)]
    public void An_answer_that_no_zone_explains_is_none(int tried, int? firstAfter) =>
        Assert.Null(LogClock.Next(At, TimeSpan.FromHours(tried), firstAfter is { } s ? At.AddSeconds(s) : null));

    /// <summary>The first event not before the moment; events lie evenly around the one asked for, which is the last but two.</summary>
    private static DateTimeOffset? Answer(DateTimeOffset from, int seconds)
    {
        var steps = (long)Math.Ceiling((from - At).TotalSeconds / seconds);
        return steps > 2 ? null : At.AddSeconds(steps * seconds);
    }
}
