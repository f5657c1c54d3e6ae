using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Tests.Ingest.Votes;

/// <summary>Headlines, phases, pipelines and families; texts written for these tables after what CIs are known to write.</summary>
public sealed class CommentReaderTests
{
    [Theory]
    [InlineData("Build succeeded (check pipeline).", "zuul", Phase.Result, Outcome.Pass, "check")]
    [InlineData("Build failed (gate pipeline).  For information on how to proceed, see https://h/", "zuul", Phase.Result, Outcome.Fail, "gate")]
    [InlineData("Gate pipeline build succeeded.", "zuul", Phase.Result, Outcome.Pass, "gate")]
    [InlineData("Main test build failed.", "zuul", Phase.Result, Outcome.Fail, null)]
    [InlineData("Build canceled.", "zuul", Phase.Result, Outcome.Void, null)]
    [InlineData("Build cancelled (Third-Party-Check pipeline).", "zuul", Phase.Result, Outcome.Void, "third-party-check")]
    [InlineData("Starting check jobs.", "zuul", Phase.Start, null, "check")]
    [InlineData("Starting Check-arm64 jobs.\nhttps://h/status", "zuul", Phase.Start, null, "check-arm64")]
    [InlineData("Merge Failed.\n\nThis change or one of its cross-repo dependencies was unable to be automatically merged", "zuul", Phase.Other, Outcome.Merge, null)]
    [InlineData("Build failed.\n\nThis change depends on a change that failed to merge.", "zuul", Phase.Other, Outcome.Merge, null)]
    [InlineData("This change depends on a change that failed to merge.\n", "zuul", Phase.Other, Outcome.Merge, null)]
    [InlineData("Zuul encountered a syntax error while parsing its\nconfiguration in the repo a/b on branch main.", "zuul", Phase.Other, null, null)]
    [InlineData("This change is part of a dependency cycle that failed.\n", "zuul", Phase.Result, Outcome.Fail, null)]
    [InlineData("Build Started https://h/job/1/ (1/2)", "gerrit-trigger", Phase.Start, null, null)]
    [InlineData("Build Successful \n", "gerrit-trigger", Phase.Result, Outcome.Pass, null)]
    [InlineData("Build Unstable", "gerrit-trigger", Phase.Result, Outcome.Fail, null)]
    [InlineData("No Builds Executed", "gerrit-trigger", Phase.Result, Outcome.Void, null)]
    [InlineData("Prow Status: 2 out of 2 pjs passed!", "prow", Phase.Result, Outcome.Pass, null)]
    [InlineData("Prow Status: 1 out of 2 pjs passed!", "prow", Phase.Result, Outcome.Fail, null)]
    [InlineData("Triggered 2 prow jobs (0 suppressed reporting):\n  * Name: a", "prow", Phase.Start, null, null)]
    [InlineData("Dry run: CV is trying the patch.\n\nBot data: {\"action\":\"start\"}", "luci", Phase.Start, null, null)]
    [InlineData("This CL has passed the run", "luci", Phase.Result, Outcome.Pass, null)]
    [InlineData("Dry run: This issue passed the CQ dry run.", "luci", Phase.Result, Outcome.Pass, null)]
    [InlineData("This CL has failed the run. Reason:\n\nbuild 12345 failed", "luci", Phase.Result, Outcome.Fail, null)]
    [InlineData("CV cannot start a Run because of the following error:", "luci", Phase.Other, null, null)]
    [InlineData("TryBots beginning. Status page: https://h/", "trybots", Phase.Start, null, null)]
    [InlineData("TryBots are happy.", "trybots", Phase.Result, Outcome.Pass, null)]
    [InlineData("2 of 20 TryBots failed:", "trybots", Phase.Result, Outcome.Fail, null)]
    [InlineData(" Quality gate passed!", "sonarqube", Phase.Result, Outcome.Pass, null)]
    [InlineData("Buildbot started compiling your patchset\non configuration: x", "buildbot", Phase.Start, null, null)]
    [InlineData("Continuous Integration: Passed\n\nPatch looks good. Thanks.\n\nDetails: https://h/", "qt", Phase.Result, Outcome.Pass, null)]
    [InlineData("Continuous Integration: Failed\n\nError building something", "qt", Phase.Result, Outcome.Fail, null)]
    [InlineData("Continuous Integration: Cancelled", "qt", Phase.Result, Outcome.Void, null)]
    [InlineData("Pre Continuous Integration Quick Check: Running", "qt", Phase.Start, null, null)]
    [InlineData("Added to build dev_1471407 for qt/qtbase", "qt", Phase.Start, null, null)]
    [InlineData("TreeHugger finished with: some builds\nhttps://h/", "treehugger", Phase.Result, null, null)]
    [InlineData("Started presubmit run: L123\nhttps://h/", "treehugger", Phase.Start, null, null)]
    [InlineData("Arista third party testing FAILED\n[ http://h/1 ]", "free text", Phase.Result, Outcome.Fail, null)]
    [InlineData("Contrail third party testing PASSED [ http://h/1 ]", "free text", Phase.Result, Outcome.Pass, null)]
    [InlineData("Passed using XenAPI driver with XenServer 6.2: http://h/1", "free text", Phase.Result, Outcome.Pass, null)]
    [InlineData("Failed using XenAPI driver with XenServer 6.2: http://h/1", "free text", Phase.Result, Outcome.Fail, null)]
    [InlineData("Test run failed in 1h 3m", "free text", Phase.Result, Outcome.Fail, null)]
    [InlineData("thank you for the patch, but I do not like it", null, Phase.Other, null, null)]
    [InlineData("Tests PASSED and FAILED", null, Phase.Other, null, null)]
    public void Reads_a_headline(string text, string? family, Phase phase, Outcome? headline, string? pipeline)
    {
        foreach (var comment in (string[])[text, $"Patch Set 3:\n\n{text}", $"Patch Set 3: Verified-1\r\n\r\n{text.ReplaceLineEndings("\r\n")}"])
            Assert.Equal(new CommentReading(family, phase, headline, pipeline, []), CommentReader.Read(comment));
    }

    [Theory]
    [InlineData("✅ unit : SUCCESS\n    (https://h/1)", "gerritforge", "unit", "SUCCESS", "https://h/1")]
    [InlineData("Build Failed\n\n❌ e2e : FAILURE\n    (https://h/2)", "gerritforge", "e2e", "FAILURE", "https://h/2")]
    [InlineData("Prow Status: 0 out of 1 passed\n❌ [a](http://h/a) FAILURE", "prow", "a", "FAILURE", "http://h/a")]
    [InlineData("Prow Status: 1 out of 1 passed\n✔️ a SUCCESS - http://h/a", "prow", "a", "SUCCESS", "http://h/a")]
    [InlineData("Prow Status: 0 out of 1 passed\n🚫 a (URL_NOT_FOUND) ABORTED", "prow", "a", "ABORTED", null)]
    [InlineData("This CL has failed the run. Reason: Tryjob [b/c](https://h/3) failed", "luci", "b/c", "failed", "https://h/3")]
    [InlineData("Try jobs failed on following builders:\n  linux_rel on luci.x.try (JOB_FAILED, https://h/4)", "luci", "linux_rel", "JOB_FAILED", "https://h/4")]
    [InlineData("1 of 9 TryBots failed:\nFailed on linux-386: https://h/5\n\nConsult https://h/", "trybots", "linux-386", "Failed", "https://h/5")]
    [InlineData("Build is still in progress...\nThis change failed on linux-386:\nSee https://h/6\n\nConsult", "trybots", "linux-386", "failed", "https://h/6")]
    [InlineData("pipeline-build-result: FAILURE (job: p, build: 5)", "pipelinebot", "p", "FAILURE", null)]
    [InlineData("Builder win x64 Build succeeded (build successful) - http://h/7", "buildbot", "win x64", "succeeded", "http://h/7")]
    [InlineData("Builder lin failed (compile) - http://h/8", "buildbot", "lin", "failed", "http://h/8")]
    [InlineData("Buildbot finished compiling your patchset\non configuration: lin\nThe result is: FAILURE\n", "buildbot", "lin", "FAILURE", null)]
    [InlineData("Build Failed \n\nhttp://h/9/ : FAILURE\n\nNo problems were identified. See http://h/help : maybe", "gerrit-trigger", null, "FAILURE", "http://h/9/")]
    public void Reads_a_job_in_each_family(string text, string family, string? name, string result, string? url)
    {
        var reading = CommentReader.Read($"Patch Set 1:\n\n{text}");
        Assert.Equal(family, reading.Family);
        Assert.Equal(Phase.Result, reading.Phase);
        Assert.Equal((name, result, url), Assert.Single(reading.Jobs) is var job ? (job.Name, job.Result, job.Url) : default);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\r\n\n")]
    [InlineData("Patch Set 1:")]
    [InlineData("Patch Set 2: -Verified")]
    [InlineData("Patch Set 2: Doesn't seem to work")]
    [InlineData("Patch Set 2: Code-Review+1\n\n(3 comments)")]
    [InlineData("> Build failed.\n> - a http://h/ : FAILURE")]
    [InlineData("Patch Set 2: Verified+1\n\nCopied votes on follow-up patch sets have been updated:\n* Verified+1 (copy condition: \"is:FAILED\")\n")]
    public void Reads_nothing_where_nothing_is_said(string? text) => Assert.Same(CommentReading.Unread, CommentReader.Read(text));

    [Fact]
    public void A_log_between_marks_is_no_report_and_an_unclosed_mark_hides_nothing()
    {
        Assert.Equal(2, CommentReader.Read("Build Failed\n\nhttp://h/1 : FAILURE <<<\nhttp://h/x : SUCCESS\n>>>\nhttp://h/2 : ABORTED").Jobs.Length);
        Assert.Equal(2, CommentReader.Read("Build Failed <<<\n\nhttp://h/1 : FAILURE\nhttp://h/2 : ABORTED").Jobs.Length);
    }
}
