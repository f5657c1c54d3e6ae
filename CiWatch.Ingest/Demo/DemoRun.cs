namespace CiWatch.Ingest.Demo;

/// <summary>What a run comes to.</summary>
internal enum DemoVerdict
{
    Pass,
    Fail,
    Infra,
    Void,
    Unknown,
}

/// <summary>One job of a run, as it will be written.</summary>
internal sealed record DemoJob(string Name, string Result, string? Url, int Seconds, bool Voting)
{
    public bool Passed => Result == "SUCCESS";
}

/// <summary>Decides how each job of a run ends, so that together they come to the verdict.</summary>
internal static class DemoRun
{
    private static readonly string[] Infra = ["NODE_FAILURE", "RETRY_LIMIT", "POST_FAILURE", "DISK_FULL", "ERROR"];
    private static readonly string[] Odd = ["PASSED_WITH_WARNINGS", "PARTIAL", "NOT_BUILT"];

    /// <param name="took">How long the whole run took on the wall's clock.</param>
    /// <param name="url">The address of a job's log; null where the CI tells none.</param>
    /// <param name="suspects">A failure is in one of so many jobs, counted from the first.</param>
    public static List<DemoJob> Jobs(
        IReadOnlyList<(string Name, bool Voting)> jobs, DemoVerdict verdict, TimeSpan took, Func<string, string?> url, int suspects, DemoRandom random)
    {
        var odd = random.Pick(Odd);
        var guilty = random.Below(Math.Clamp(suspects, 1, jobs.Count(job => job.Voting)));
        return [.. jobs.Select((job, at) => new DemoJob(
            job.Name,
            Result(job.Voting, verdict, at == guilty || (suspects > 3 && random.Chance(.12)), odd, random),
            url(job.Name),
            (int)(took.TotalSeconds * random.Between(.25, .9)),
            job.Voting))];
    }

    private static string Result(bool voting, DemoVerdict verdict, bool culprit, string odd, DemoRandom random) => verdict switch
    {
        DemoVerdict.Void => random.Chance(.5) ? "ABORTED" : "CANCELED",
        DemoVerdict.Unknown => odd,
        _ when !voting => random.Chance(.2) ? "FAILURE" : "SUCCESS",
        DemoVerdict.Fail when culprit => random.Chance(.15) ? "TIMED_OUT" : "FAILURE",
        DemoVerdict.Infra when culprit => random.Pick(Infra),
        _ => "SUCCESS",
    };
}
