using System.Collections.Immutable;

namespace CiWatch.App.Changes;

/// <summary>A line of time from a change's first upload to its end or now. Pure.</summary>
public sealed record TimeAxis
{
    private const int MostTicks = 7;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6),
        TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(30),
        TimeSpan.FromDays(90), TimeSpan.FromDays(365), TimeSpan.FromDays(1460),
    ];

    private readonly DateTimeOffset _from;
    private readonly TimeSpan _length;

    private TimeAxis(DateTimeOffset from, DateTimeOffset to)
    {
        (_from, _length) = (from, to - from);
        Step = Steps.FirstOrDefault(s => _length / s <= MostTicks, Steps[^1]);
    }

    /// <summary>The time between two ticks.</summary>
    public TimeSpan Step { get; }

    /// <summary>Whole steps (UTC) on the line; the first may lie on its start.</summary>
    public ImmutableArray<DateTimeOffset> Ticks
    {
        get
        {
            var first = new DateTimeOffset((_from.UtcTicks + Step.Ticks - 1) / Step.Ticks * Step.Ticks, TimeSpan.Zero);
            return [.. Enumerable.Range(0, MostTicks + 2).Select(i => first + i * Step).TakeWhile(t => t <= _from + _length)];
        }
    }

    /// <summary>The line for marks, oldest first. An open change's ends now, a closed one's with its last mark; never shorter than an hour.</summary>
    public static TimeAxis Of(ImmutableArray<TimelineMark> marks, DateTimeOffset now, bool open)
    {
        var (from, to) = (marks[0].At, open && now > marks[^1].At ? now : marks[^1].At);
        if (to - from < TimeSpan.FromHours(1)) to = from.AddHours(1);
        return new TimeAxis(from, to + (to - from) * 0.04); // room for the last mark's own width
    }

    /// <summary>Where a time lies, 0 to 100.</summary>
    public double At(DateTimeOffset time) => Math.Clamp((time - _from) / _length * 100, 0, 100);
}
