using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>One CI comment on one patch set. A later report never overwrites an earlier one.</summary>
/// <param name="Account">The CI's account.</param>
/// <param name="Pipeline">Which pipeline of that account, in lower case; null where neither tag nor text names one.</param>
/// <param name="Outcome">
/// Null for phase start; for phase other null too, except <see cref="Votes.Outcome.Merge"/> where the comment says that the change does not merge.
/// </param>
/// <param name="Vote">The vote that this comment set on a verifying label (−2 to 2); null where it set none, 0 where it took one back.</param>
/// <param name="ReportedAt">Event time, UTC, whole seconds as Gerrit has them.</param>
/// <param name="Contradiction">Vote and text disagree: the vote wins, both are shown.</param>
/// <param name="Text">The comment, verbatim, with its "Patch Set N:" header.</param>
public sealed record Report(
    Account Account,
    string? Pipeline,
    Phase Phase,
    Outcome? Outcome,
    int? Vote,
    DateTimeOffset ReportedAt,
    bool Contradiction,
    string? Tag,
    string Text,
    ImmutableArray<JobRun> Jobs)
{
    /// <summary>The CI's key: the account's key, then its pipeline where there is one ("zuul check"). Usernames have no blanks.</summary>
    public string Ci => CiKey.Of(Account.Key, Pipeline);
}

/// <summary>How a CI's key is made of its account and pipeline.</summary>
public static class CiKey
{
    /// <summary>"zuul" and "check" → "zuul check"; "acme-ci" and null → "acme-ci".</summary>
    public static string Of(string account, string? pipeline) => pipeline is null ? account : $"{account} {pipeline}";
}

/// <summary>A person asked CIs to run again.</summary>
/// <param name="Target">The CI that is asked, as written; null where all are.</param>
public sealed record Recheck(Account Account, string? Target, DateTimeOffset At, string Text);
