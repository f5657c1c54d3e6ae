using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>One CI comment on one patch set. A later report never overwrites an earlier one.</summary>
/// <param name="Account">The CI's account.</param>
/// <param name="Pipeline">Which pipeline of that account, in lower case; null where neither tag nor text names one.</param>
/// <param name="Outcome">
/// Null for phase start; for phase other null too, except <see cref="Votes.Outcome.Merge"/> where the comment says that the change does not merge.
/// </param>
/// <param name="Vote">The vote that this comment set on a verifying label (−2 to 2); null where it set none, 0 where it took one back.</param>
/// <param name="ReportedAt">
/// UTC, whole seconds as Gerrit has them: the message's time where a source told it, else the event's, which is the same or shortly after.
/// </param>
/// <param name="Contradiction">Vote and text disagree: the vote wins, both are shown.</param>
/// <param name="Tag">REST alone tells it.</param>
/// <param name="Text">The comment, verbatim, with its "Patch Set N:" header: the message as Gerrit keeps it, or else what the event told.</param>
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

    /// <summary>Who has told it.</summary>
    public ReportSources Sources { get; init; } = ReportSources.Stream;

    /// <summary>The event's own time; null where no event told the report.</summary>
    public DateTimeOffset? EventAt { get; init; }

    /// <summary>
    /// The review's comments on the patch set as a whole, with header, where they are other words than <see cref="Text"/>: from Gerrit
    /// 3.3 on the stream tells them in place of the message. Null where there are none, or none are known.
    /// </summary>
    public string? EventText { get; init; }

    /// <summary>Gerrit's own key of the message (REST alone tells it).</summary>
    public string? MessageId { get; init; }

    /// <summary>All that was said: the message, and below it what the event told besides.</summary>
    public string WholeText => EventText is null ? Text : $"{Text}\n\n{CommentBody.Of(EventText)}";
}

/// <summary>How a CI's key is made of its account and pipeline.</summary>
public static class CiKey
{
    /// <summary>"zuul" and "check" → "zuul check"; "acme-ci" and null → "acme-ci".</summary>
    public static string Of(string account, string? pipeline) => pipeline is null ? account : $"{account} {pipeline}";
}

/// <summary>A person asked CIs to run again.</summary>
/// <param name="Target">The CI that is asked, as written; null where all are.</param>
public sealed record Recheck(Account Account, string? Target, DateTimeOffset At, string Text)
{
    /// <summary>Who has told it.</summary>
    public ReportSources Sources { get; init; } = ReportSources.Stream;

    /// <summary>The event's own time; null where no event told it.</summary>
    public DateTimeOffset? EventAt { get; init; }

    /// <summary>What both tellings of one recheck know.</summary>
    public Recheck With(Recheck other) => this with
    {
        At = other.At < At ? other.At : At,
        Text = !Sources.Any(ReportSources.Messages) && other.Sources.Any(ReportSources.Messages) ? other.Text : Text,
        Sources = Sources | other.Sources,
        EventAt = EventAt is null || other.EventAt < EventAt ? other.EventAt ?? EventAt : EventAt,
    };
}
