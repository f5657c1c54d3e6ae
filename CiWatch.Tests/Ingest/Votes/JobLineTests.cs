using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Tests.Ingest.Votes;

/// <summary>Lines under "Build failed.", written for this table after what CIs are known to write.</summary>
public sealed class JobLineTests
{
    [Theory]
    [InlineData("- job https://h/p : SUCCESS in 3m 42s (non-voting)", "job", "https://h/p", "SUCCESS", Outcome.Pass, 222, false)]
    [InlineData("* job http://h/p : FAILURE", "job", "http://h/p", "FAILURE", Outcome.Fail, null, true)]
    [InlineData("- job : SUCCESS", "job", null, "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("- https://h/p : SUCCESS in 10s", null, "https://h/p", "SUCCESS", Outcome.Pass, 10, true)]
    [InlineData("- job http://h/p : ERROR cannot find node in 5m 01s", "job", "http://h/p", "ERROR", Outcome.Infra, 301, true)]
    [InlineData("- noop noop : SUCCESS", "noop", null, "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("* job http://h/p : [SUCCESS] all is well", "job", "http://h/p", "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("* job http://h/p: FAILURE", "job", "http://h/p", "FAILURE", Outcome.Fail, null, true)]
    [InlineData("- job http://h/p: SUCCESS in 1h 2m 3s", "job", "http://h/p", "SUCCESS", Outcome.Pass, 3723, true)]
    [InlineData("- job: SUCCESS in 9s", "job", null, "SUCCESS", Outcome.Pass, 9, true)]
    [InlineData("job http://h/p : FAILURE in 2m 00s", "job", "http://h/p", "FAILURE", Outcome.Fail, 120, true)]
    [InlineData("- job finger://h/uuid : SUCCESS in 3s", "job", null, "SUCCESS", Outcome.Pass, 3, true)]
    [InlineData("- job None : LOST", "job", null, "LOST", Outcome.Infra, null, true)]
    [InlineData("- job ftp://h/p : SUCCESS", "job", null, "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("- job https://h/*/p : SUCCESS", "job", "https://h/*/p", "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("- my long job http://h/p : SUCCESS", "my long job", "http://h/p", "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("- job http://h/p : SUCCESSFUL", "job", "http://h/p", "SUCCESSFUL", Outcome.Unknown, null, true)]
    [InlineData("- job http://h/p : FAILURE_X in 1s", "job", "http://h/p", "FAILURE_X", Outcome.Unknown, 1, true)]
    [InlineData("- job http://h/p : Test run failed in 38m 05s", "job", "http://h/p", "Test run failed", Outcome.Unknown, 2285, true)]
    [InlineData("- job javascript:alert(1) : SUCCESS", "job", null, "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("- job javascript://h/%0Aalert(1) : SUCCESS", "job", null, "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("- job data:text/html,x : SUCCESS", "job", null, "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("- job HTTPS://H/P : TIMED_OUT in 3h 00m 27s", "job", "HTTPS://H/P", "TIMED_OUT", Outcome.Fail, 10827, true)]
    [InlineData("- job http://h/p : NOT_BUILT", "job", "http://h/p", "NOT_BUILT", Outcome.Unknown, null, true)]
    [InlineData("- job http://h/p : SUCCESS in 1 min 3 sec", "job", "http://h/p", "SUCCESS", Outcome.Pass, 63, true)]
    [InlineData("- [job](https://h/p) : SUCCESS in 5s", "job", "https://h/p", "SUCCESS", Outcome.Pass, 5, true)]
    [InlineData("- [job](javascript:alert`1`) : SUCCESS", "job", null, "SUCCESS", Outcome.Pass, null, true)]
    [InlineData("http://h/p : UNSTABLE (skipped)", null, "http://h/p", "UNSTABLE", Outcome.Fail, null, false)]
    [InlineData("PASSED: http://h/p", null, "http://h/p", "PASSED", Outcome.Pass, null, true)]
    [InlineData("- job : FAILURE http://h/log", "job", "http://h/log", "FAILURE", Outcome.Fail, null, true)]
    [InlineData("-  job   http://h/p  :  SUCCESS  in  5s", "job", "http://h/p", "SUCCESS", Outcome.Pass, 5, true)]
    public void Reads_a_job(string line, string? name, string? url, string result, Outcome outcome, int? seconds, bool voting)
    {
        var reading = CommentReader.Read($"Patch Set 1:\n\nBuild failed.\n\n{line}\n");
        Assert.Equal(new JobRun(name, result, outcome, url, seconds, voting), Assert.Single(reading.Jobs));
        Assert.Equal(Phase.Result, reading.Phase);
    }

    [Theory]
    [InlineData("- Note: FAILURE in 10m is normal for a first run")]
    [InlineData("- Known issue: SUCCESS does not mean that the docs were published")]
    [InlineData("The build at https://h/12/ : see its log to learn why FAILURE was not reported there.")]
    [InlineData("> - job http://h/p : FAILURE")]
    [InlineData("  > - job http://h/p : FAILURE")]
    [InlineData("- acme-matrix https://h/build/dccd29cdad... (truncated)")]
    [InlineData("- acme-matrix https://h/build/dccd29cdad : SUCC... (truncated)")]
    [InlineData("Skipped 3 jobs")]
    [InlineData("Warning:\n  - old-job https://h/j : FAILURE to find the job")]
    [InlineData("Related changes:\n  - https://h/c/+/4711 : ERROR")]
    [InlineData("Last three runs: SUCCESS, FAILURE, SUCCESS.")]
    [InlineData("Result: SUCCESS")]
    [InlineData("Status : SUCCESS")]
    [InlineData("See http://h/manual for help")]
    [InlineData("- see http://h/manual")]
    [InlineData("- : ")]
    [InlineData("- : SUCCESS")]
    [InlineData("- job http://h/p :")]
    [InlineData("- job http://h/p : in 3s")]
    [InlineData("----------------")]
    [InlineData("http://")]
    [InlineData("https://h/job/1/ : FAILURE happened because nobody looked")]
    [InlineData("* linux-amd64-longtest")]
    public void Leaves_alone_what_is_no_job(string line) =>
        Assert.Empty(CommentReader.Read($"Build failed.\n\n{line}\n").Jobs);

    [Fact]
    public void Reads_several_jobs_on_one_line()
    {
        var jobs = CommentReader.Read("Build failed. \n - a http://h/a : SUCCESS in 1m 1s - b http://h/b : FAILURE some - text in 2s * c http://h/c : LOST").Jobs;
        Assert.Equal<JobRun>(
            [
                new("a", "SUCCESS", Outcome.Pass, "http://h/a", 61, true),
                new("b", "FAILURE", Outcome.Fail, "http://h/b", 2, true),
                new("c", "LOST", Outcome.Infra, "http://h/c", null, true),
            ],
            jobs);
    }

    [Fact]
    public void A_control_character_never_reaches_a_link()
    {
        var job = Assert.Single(CommentReader.Read("- job http://h/\u0001x : SUCCESS").Jobs);
        Assert.Null(job.Url);
        Assert.Equal("job", job.Name);
    }
}
