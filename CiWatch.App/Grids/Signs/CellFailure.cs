using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids.Signs;

/// <summary>One voting job that failed, and its result word with digits made alike: "Build 12 failed" and "Build 7 failed" are one.</summary>
public readonly record struct FailedJob(string Name, string Word);

/// <summary>
/// How a cell failed, as far as the comment's job lines say. Two failures are alike when the same account's same voting jobs
/// failed with the same result words. Limits: what a log says is not read, so one word ("FAILURE") can hide several causes, and a CI
/// that lists no jobs has no signature; two CIs that break of one cause are two; a job that was renamed is another.
/// </summary>
/// <param name="Whole">The signature of the cell; null where it did not fail in the end, or names no failing job.</param>
/// <param name="Jobs">The failing jobs, sorted by name: the first <see cref="MostJobs"/>.</param>
/// <param name="At">When it was reported.</param>
public sealed partial record CellFailure(string Account, string? Whole, ImmutableArray<FailedJob> Jobs, DateTimeOffset At)
{
    /// <summary>Jobs that are compared at most; of more the number counts.</summary>
    public const int MostJobs = 40;

    private const int LongestWord = 80;

    /// <summary>
    /// The signature of each of <see cref="Jobs"/> alone, in their order: the same as that of a cell in which it alone failed. Made
    /// once, since each new snapshot looks at all of them.
    /// </summary>
    public ImmutableArray<string> Signatures { get; private init; } = [];

    /// <summary>The failure of a cell's newest failing report; null where none failed or it names no failing voting job.</summary>
    public static CellFailure? Of(string account, CellState state, CiReports? reports)
    {
        for (var i = (reports?.Reports.Length ?? 0) - 1; i >= 0; i--)
        {
            var report = reports!.Reports[i];
            if (report is not { Phase: Phase.Result, Outcome: Outcome.Fail or Outcome.Infra }) continue;
            var all = report.Jobs.Where(j => j.Voting && j.Outcome is Outcome.Fail or Outcome.Infra && j.Name.Length > 0)
                .Select(j => new FailedJob(j.Name, Alike(j.Result))).Distinct()
                .OrderBy(j => j.Name, StringComparer.Ordinal).ThenBy(j => j.Word, StringComparer.Ordinal).ToList();
            if (all.Count == 0) return null;
            ImmutableArray<FailedJob> jobs = [.. all.Take(MostJobs)];
            var whole = state is CellState.Fail or CellState.Infra ? Signature(account, jobs, all.Count - jobs.Length) : null;
            return new CellFailure(account, whole, jobs, report.At) { Signatures = [.. jobs.Select(j => Signature(account, [j], 0))] };
        }

        return null;
    }

    /// <summary>A result word for comparison: one case, runs of digits as "#", no longer than words are.</summary>
    internal static string Alike(string word)
    {
        var head = word.Length <= LongestWord ? word : word[..LongestWord];
        return Digits.Replace(head, "#").ToUpperInvariant();
    }

    // Tabs and line breaks part what can hold neither: names come from one line of a comment.
    private static string Signature(string account, ImmutableArray<FailedJob> jobs, int more) =>
        string.Create(CultureInfo.InvariantCulture, $"{account}\n{string.Join('\n', jobs.Select(j => $"{j.Name}\t{j.Word}"))}\n{more}");

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Digits { get; }
}

/// <summary>The signs that a cell and its jobs carry.</summary>
/// <param name="Own">The cell's own sign; null for none.</param>
/// <param name="Jobs">The signs of its failing jobs, by name.</param>
public sealed record CellSigns(string? Own, ImmutableArray<(string Job, string Sign)> Jobs)
{
    /// <summary>The sign of a job; null for none.</summary>
    public string? Of(string job)
    {
        foreach (var (name, sign) in Jobs)
        {
            if (name == job) return sign;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(CellSigns? other) => other is not null && Own == other.Own && Jobs.AsSpan().SequenceEqual(other.Jobs.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Own, Jobs.Length);
}
