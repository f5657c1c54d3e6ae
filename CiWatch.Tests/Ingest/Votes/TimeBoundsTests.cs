using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class TimeBoundsTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1970-01-01", false)]
    [InlineData("2004-12-31", false)]
    [InlineData("2009-02-13", true)]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-24", true)]
    [InlineData("2026-11-25", false)]
    [InlineData("2099-01-01", false)]
    [InlineData("9999-12-31T23:59:59", false)]
    public void Times_from_before_git_and_from_a_day_after_the_receipt_count_as_missing(string time, bool plausible)
    {
        var at = DateTimeOffset.Parse(time + (time.Contains('T') ? "Z" : "T00:00:00Z"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(plausible ? at : null, TimeBounds.Of(Received, TimeSpan.FromDays(1)).Plausible(at));
    }

    [Fact]
    public void A_receipt_at_the_end_of_the_calendar_breaks_nothing() =>
        Assert.Equal(DateTimeOffset.MaxValue, TimeBounds.Of(DateTimeOffset.MaxValue, TimeSpan.FromDays(1)).Latest);

    [Fact]
    public void A_missing_time_stays_missing() => Assert.Null(TimeBounds.Any.Plausible(null));
}
