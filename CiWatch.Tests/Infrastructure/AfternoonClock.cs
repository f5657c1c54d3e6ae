namespace CiWatch.Tests.Infrastructure;

/// <summary>
/// The wall's clock, set back to the last Wednesday's afternoon when it is made, going on from there. The demonstration's nights and
/// Sundays are quiet, as in life: a test must find the same rows at whatever hour it runs.
/// </summary>
internal sealed class AfternoonClock : TimeProvider
{
    private readonly TimeSpan _back;

    public AfternoonClock()
    {
        var now = System.GetUtcNow();
        var wednesday = now.Date.AddDays(-(((int)now.DayOfWeek - (int)DayOfWeek.Wednesday + 7) % 7));
        var then = new DateTimeOffset(wednesday, TimeSpan.Zero).AddHours(15);
        _back = now - (then > now ? then.AddDays(-7) : then);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - _back;
}
