using System.Collections.Immutable;
using CiWatch.App.Grids.Signs;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.App.Grids.Signs;

public sealed class CellFailureTests
{
    [Theory]
    [InlineData("FAILURE", "failure", true)]
    [InlineData("failed after 12 of 40 tests", "Failed after 3 of 9 tests", true)]
    [InlineData("FAILURE", "TIMED_OUT", false)]
    [InlineData("FAILURE", "NODE_FAILURE", false)]
    [InlineData("error 404", "error", false)]
    [InlineData("", "", true)]
    public void Words_are_alike_but_for_case_and_digits(string a, string b, bool alike) =>
        Assert.Equal(alike, Whole(Job("tempest", a)) == Whole(Job("tempest", b)));

    [Fact]
    public void The_order_of_jobs_does_not_matter_and_what_passed_or_does_not_vote_neither() => Assert.Equal(
        Whole(Job("a"), Job("b")),
        Whole(Job("b"), Job("ok", "SUCCESS", Outcome.Pass), Job("a"), Job("nv") with { Voting = false }));

    [Fact]
    public void Another_account_another_job_and_another_company_are_other_failures() =>
        Assert.Equal(4, new[] { Whole(Job("a")), Whole(Job("b")), Whole(Job("a"), Job("b")), Of("other", Job("a"))?.Whole }.Distinct().Count());

    [Fact]
    public void A_job_alone_has_the_signature_of_its_cell() => Assert.Equal(Whole(Job("a")), Of("acme", Job("b"), Job("a"))!.Signatures[0]);

    [Fact]
    public void Who_names_no_failing_voting_job_has_no_signature()
    {
        Assert.Null(Of("acme"));
        Assert.Null(Of("acme", Job("nv") with { Voting = false }, Job("ok", "SUCCESS", Outcome.Pass), Job("")));
        Assert.Null(CellFailure.Of("acme", CellState.Fail, null));
    }

    [Fact]
    public void Of_several_reports_the_newest_that_failed_counts()
    {
        var reports = new CiReports("acme", [Report(1, Job("a")), Report(2, Job("b")), Report(3, Job("b", "SUCCESS", Outcome.Pass)) with { Outcome = Outcome.Void }]);

        Assert.Equal("b", Assert.Single(CellFailure.Of("acme", CellState.Fail, reports)!.Jobs).Name);
    }

    [Fact]
    public void A_cell_that_did_not_fail_in_the_end_has_failed_jobs_and_no_signature_of_its_own()
    {
        var flaky = CellFailure.Of("acme", CellState.Flaky, new CiReports("acme", [Report(1, Job("a"))]))!;

        Assert.Null(flaky.Whole);
        Assert.Single(flaky.Jobs);
    }

    [Fact]
    public void A_comment_of_ten_thousand_failing_jobs_makes_a_short_signature()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => Job($"job-{i:00000}", new string('9', 5_000))).ToArray();

        var failure = Of("acme", many)!;

        Assert.Equal(CellFailure.MostJobs, failure.Jobs.Length);
        Assert.InRange(failure.Whole!.Length, 1, 10_000);
        Assert.NotEqual(failure.Whole, Of("acme", many[..^1])!.Whole);
    }

    private static string? Whole(params JobMark[] jobs) => Of("acme", jobs)?.Whole;

    private static CellFailure? Of(string account, params JobMark[] jobs) => CellFailure.Of(account, CellState.Fail, new CiReports(account, [Report(1, [.. jobs])]));

    private static ReportHead Report(int minute, params ImmutableArray<JobMark> jobs) =>
        new(minute, Phase.Result, Outcome.Fail, -1, DateTimeOffset.UnixEpoch.AddMinutes(minute), false, jobs);

    private static JobMark Job(string name, string word = "FAILURE", Outcome outcome = Outcome.Fail) => new(name, word, outcome, null, true);
}
