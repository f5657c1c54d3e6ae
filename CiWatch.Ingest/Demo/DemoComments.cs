using System.Globalization;
using System.Text;

namespace CiWatch.Ingest.Demo;

/// <summary>The texts of CIs, without Gerrit's header, in the grammars that real ones write.</summary>
internal static class DemoComments
{
    private const string Help = "  For information on how to proceed, see\nhttps://docs.demo.example/contributors/failures.html";

    /// <summary>The gate CI's report.</summary>
    public static string Zuul(string pipeline, bool failed, IEnumerable<DemoJob> jobs, string buildset)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Build {(failed ? "failed" : "succeeded")} ({pipeline} pipeline).{(failed ? Help : "")}\n")
            .Append(CultureInfo.InvariantCulture, $"https://zuul.demo.example/t/openstack/buildset/{buildset}\n\n");
        return Lines(text, jobs).ToString();
    }

    /// <summary>The gate CI's report on a run that was taken off its queue.</summary>
    public static string Canceled(string pipeline, IEnumerable<DemoJob> jobs) =>
        Lines(new StringBuilder($"Build canceled ({pipeline} pipeline).\n\n"), jobs).ToString();

    /// <summary>The gate CI's report on a change that does not merge. As in life, it names no pipeline.</summary>
    public static string Conflict => "Merge Failed.\n\nThis change or one of its cross-repo dependencies was unable to be automatically merged "
        + "with the current state of its repository. Please rebase the change and upload a new patchset.\n"
        + "Warning:\n  Error merging review.demo.example for the change";

    /// <summary>What a third party says when it begins; null for those that say nothing.</summary>
    public static string? Started(DemoCi ci, string path) => ci.Family switch
    {
        DemoFamily.GerritTrigger => string.Concat(ci.Jobs.Select((job, at) =>
            $"{(at == 0 ? "" : "\n\n")}Build Started {JenkinsUrl(ci, job, path)} ({at + 1}/{ci.Jobs.Length})")),
        DemoFamily.ZuulPipeline => "Starting third-party-check jobs.",
        _ => null,
    };

    /// <summary>A third party's report.</summary>
    /// <param name="succeeded">What its headline says; it may be wrong.</param>
    public static string Report(DemoCi ci, bool succeeded, IReadOnlyList<DemoJob> jobs, TimeSpan took) => ci.Family switch
    {
        DemoFamily.GerritTrigger => TriggerHeadline(succeeded, jobs) + " \n\n"
            + string.Join("\n\n", jobs.Select(job => $"{job.Url} : {job.Result}{(job.Voting ? "" : " (skipped)")}")),
        DemoFamily.GerritForge => string.Join("\n\n", jobs.Select(job => $"{Icon(job)} {job.Name} : {job.Result}\n    ({job.Url})")),
        DemoFamily.Prow => $"Prow Status: {jobs.Count(job => job.Passed)} out of {jobs.Count} passed\n"
            + string.Join('\n', jobs.Select(job => $"{Icon(job)} [{job.Name}]({job.Url}) {job.Result}")),
        DemoFamily.Words => succeeded
            ? $"All tests passed using firmware 7.2 ({took.TotalMinutes:0} minutes)."
            : $"Test run failed in {took.TotalMinutes:0} minutes. Ask us for the logs.",
        _ => ZuulLike(ci, succeeded, jobs),
    };

    /// <summary>As Jenkins numbers and names its builds.</summary>
    public static string JenkinsUrl(DemoCi ci, string job, string path) =>
        $"https://jenkins.{ci.Account.Username}.example/job/{job}/{path.Replace("/", "", StringComparison.Ordinal)}/";

    private static string ZuulLike(DemoCi ci, bool succeeded, IEnumerable<DemoJob> jobs)
    {
        var pipeline = ci.Family == DemoFamily.ZuulPipeline ? " (third-party-check pipeline)" : "";
        var text = Lines(new StringBuilder($"Build {(succeeded ? "succeeded" : "failed")}{pipeline}.\n\n"), jobs);
        return text.Append(CultureInfo.InvariantCulture, $"\nTo ask for another run, write: run-{ci.Name}").ToString();
    }

    private static StringBuilder Lines(StringBuilder text, IEnumerable<DemoJob> jobs)
    {
        foreach (var job in jobs)
        {
            text.Append("- ").Append(job.Name);
            if (job.Url is not null) text.Append(' ').Append(job.Url);
            text.Append(" : ").Append(job.Result).Append(" in ").Append(Duration(job.Seconds)).Append(job.Voting ? "\n" : " (non-voting)\n");
        }

        return text;
    }

    private static string TriggerHeadline(bool succeeded, IReadOnlyList<DemoJob> jobs) =>
        succeeded ? "Build Successful" : jobs.All(job => job.Result is "ABORTED" or "CANCELED") ? "Build Aborted" : "Build Failed";

    private static string Icon(DemoJob job) => job.Passed ? "✅" : "❌";

    private static string Duration(int seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m {seconds % 60:00}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}h {seconds / 60 % 60:00}m {seconds % 60:00}s"),
    };
}
