using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class WaitingTests
{
    private static readonly DateTimeOffset T0 = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Hours since t0; null where the thing did not happen.</summary>
    [Theory]
    [InlineData(-1.0, ChangeStatus.Open, null, null, CellState.Pending, 1)]
    [InlineData(0.0, ChangeStatus.Open, null, null, CellState.Pending, 1)]
    [InlineData(0.99, ChangeStatus.Open, null, null, CellState.Pending, 1)]
    [InlineData(1.0, ChangeStatus.Open, null, null, CellState.Pending, 2)]
    [InlineData(2.5, ChangeStatus.Open, null, null, CellState.Pending, 3)]
    [InlineData(3.99, ChangeStatus.Open, null, null, CellState.Pending, 4)]
    [InlineData(4.0, ChangeStatus.Open, null, null, CellState.Overdue, 0)]
    [InlineData(23.9, ChangeStatus.Open, null, null, CellState.Overdue, 0)]
    [InlineData(24.0, ChangeStatus.Open, null, null, CellState.Missing, 0)]
    [InlineData(9999.0, ChangeStatus.Open, null, null, CellState.Missing, 0)]
    [InlineData(5.0, ChangeStatus.Open, null, 3.9, CellState.Excused, 0)]
    [InlineData(5.0, ChangeStatus.Open, null, 4.0, CellState.Overdue, 0)]
    [InlineData(30.0, ChangeStatus.Open, null, 4.0, CellState.Missing, 0)]
    [InlineData(1.0, ChangeStatus.Merged, 0.5, null, CellState.Excused, 0)]
    [InlineData(5.0, ChangeStatus.Merged, 4.0, null, CellState.Missing, 0)]
    [InlineData(5.0, ChangeStatus.Merged, null, null, CellState.Missing, 0)]
    [InlineData(1.0, ChangeStatus.Merged, null, null, CellState.Excused, 0)]
    [InlineData(3.0, ChangeStatus.Merged, 5.0, null, CellState.Pending, 4)] // merged while nobody listened: all is known to hour 3 only
    [InlineData(-48.0, ChangeStatus.Merged, 5.0, null, CellState.Pending, 1)]
    [InlineData(3.0, ChangeStatus.Abandoned, 5.0, null, CellState.Pending, 4)]
    [InlineData(3.0, ChangeStatus.Open, null, 5.0, CellState.Pending, 4)]
    [InlineData(9.0, ChangeStatus.Abandoned, 3.0, null, CellState.Excused, 0)]
    [InlineData(9.0, ChangeStatus.Abandoned, 6.0, null, CellState.Overdue, 0)]
    [InlineData(9.0, ChangeStatus.Deleted, 3.0, null, CellState.Excused, 0)]
    [InlineData(9.0, ChangeStatus.Merged, 8.0, 3.0, CellState.Excused, 0)]
    public void An_owed_answer_grows_old(double now, ChangeStatus status, double? closed, double? superseded, CellState state, byte quarter) =>
        Assert.Equal(
            new WaitState(state, quarter),
            Waiting.State(T0, At(now).GetValueOrDefault(), status, At(closed), At(superseded), CellLimits.Default));

    [Fact]
    public void The_limits_are_settings()
    {
        var limits = new CellLimits(TimeSpan.FromMinutes(40), TimeSpan.FromHours(1));
        Assert.Equal(new(CellState.Pending, 4), Waiting.State(T0, T0.AddMinutes(39), ChangeStatus.Open, null, null, limits));
        Assert.Equal(new(CellState.Overdue, 0), Waiting.State(T0, T0.AddMinutes(40), ChangeStatus.Open, null, null, limits));
        Assert.Equal(new(CellState.Missing, 0), Waiting.State(T0, T0.AddMinutes(60), ChangeStatus.Open, null, null, limits));
    }

    [Theory]
    [InlineData(3.99, false)]
    [InlineData(4.0, true)]
    [InlineData(30.0, true)]
    public void An_answer_after_the_limit_is_late(double hours, bool late) =>
        Assert.Equal(late, Waiting.Late(T0, T0.AddHours(hours), CellLimits.Default));

    private static DateTimeOffset? At(double? hours) => hours is { } h ? T0.AddHours(h) : null;
}
