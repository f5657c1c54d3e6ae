using CiWatch.App.Changes;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.App.Changes;

public sealed class HintTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(CellState.Fail, 0, 20, Fault.Change, "none of 20 others failed")]
    [InlineData(CellState.Fail, 1, 20, Fault.Change, "1 of 20 others failed")]
    [InlineData(CellState.Fail, 2, 20, Fault.Unclear, "2 of 20 others failed")]
    [InlineData(CellState.Fail, 4, 20, Fault.Ci, "4 of 20 others failed too")]
    [InlineData(CellState.Fail, 1, 5, Fault.Unclear, "1 of 5 others failed")]
    [InlineData(CellState.Fail, 2, 5, Fault.Ci, "2 of 5 others failed too")]
    [InlineData(CellState.Fail, 4, 4, Fault.Unclear, "only 4 others ran this")]
    [InlineData(CellState.Fail, 0, 0, Fault.Unclear, "no other patch set ran this")]
    [InlineData(CellState.Infra, 0, 20, Fault.Ci, "not this change: a recheck may help")]
    [InlineData(CellState.Flaky, 0, 20, Fault.Ci, "the same patch set has both results")]
    [InlineData(CellState.Merge, 9, 20, Fault.Change, "rebase it")]
    [InlineData(CellState.Unknown, 9, 20, Fault.Unclear, "the result is not recognised")]
    [InlineData(CellState.Pass, 9, 20, Fault.None, "")]
    public void An_answer_is_held_against_others(CellState state, int bad, int of, Fault fault, string why)
    {
        var hint = Hint.OfAnswer(state, Record(bad, of), []);
        Assert.Equal((fault, why), (hint.Fault, hint.Why));
    }

    [Fact]
    public void One_job_that_nobody_else_fails_outweighs_one_that_all_fail() =>
        Assert.Equal(Fault.Change, Hint.OfAnswer(CellState.Fail, Record(15, 20), [Record(15, 20), Record(0, 20)]).Fault);

    [Fact]
    public void The_jobs_count_and_not_the_CI() =>
        Assert.Equal(Fault.Change, Hint.OfAnswer(CellState.Fail, Record(15, 20), [Record(0, 20)]).Fault);

    [Fact]
    public void A_job_that_nobody_else_ran_leaves_it_open() =>
        Assert.Equal(Fault.Unclear, Hint.OfAnswer(CellState.Fail, Record(15, 20), [Record(15, 20), Peers.None]).Fault);

    [Theory]
    [InlineData(CellState.Overdue, 31, 5, Fault.Away, "Silent for 31 h")]
    [InlineData(CellState.Missing, 96, 9, Fault.Away, "Silent for 4 days")]
    [InlineData(CellState.Overdue, 31, 4, Fault.Unclear, "Late")]
    [InlineData(CellState.Overdue, 1, 9, Fault.Unclear, "Late")]
    [InlineData(CellState.Pending, 96, 9, Fault.None, "")]
    public void A_wait_is_held_against_what_the_CI_says_elsewhere(CellState state, int hours, int unanswered, Fault fault, string words)
    {
        var hint = Hint.OfWait(state, Now.AddHours(-hours), unanswered, Now);
        Assert.Equal((fault, words), (hint.Fault, hint.Words));
    }

    private static Peers Record(int bad, int of) =>
        new([.. Enumerable.Repeat(CellState.Fail, bad).Concat(Enumerable.Repeat(CellState.Pass, of - bad))]);
}
