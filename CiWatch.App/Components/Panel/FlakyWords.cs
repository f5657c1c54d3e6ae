using System.Collections.Immutable;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Panel;

/// <summary>Says where the same patch set had both results, of the CI as a whole and of its jobs.</summary>
/// <param name="Words">"Failed, then passed on the same patch set"; null where the CI as a whole did not.</param>
/// <param name="Jobs">Each job that had both, with its words.</param>
internal sealed record FlakyWords(string? Words, ImmutableArray<(string Job, string Words)> Jobs)
{
    /// <summary>Reads the reports of one cell, oldest first.</summary>
    public static FlakyWords Of(ImmutableArray<StoredReport> reports)
    {
        var results = reports.Select(r => r.Report).Where(r => r.Phase == Phase.Result).ToList();
        var jobs = results.SelectMany(r => r.Jobs).Where(j => j.Name is { Length: > 0 }).GroupBy(j => j.Name!)
            .Select(g => (Job: g.Key, Words: Order([.. g.Select(j => (Outcome?)j.Outcome)])))
            .Where(j => j.Words is not null).Select(j => (j.Job, j.Words!)).OrderBy(j => j.Job, StringComparer.Ordinal);
        return new FlakyWords(Order([.. results.Select(r => r.Outcome)]), [.. jobs]);
    }

    // The first two verdicts that differ: a third does not make it less flaky.
    private static string? Order(List<Outcome?> outcomes)
    {
        var (failed, passed) = (outcomes.IndexOf(Outcome.Fail), outcomes.IndexOf(Outcome.Pass));
        return failed < 0 || passed < 0 ? null : failed < passed ? "failed, then passed" : "passed, then failed";
    }
}
