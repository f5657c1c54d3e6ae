using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>What a report came to, from its vote, its jobs and its headline, in this order.</summary>
public static class ReportOutcome
{
    /// <summary>
    /// Decides on a comment by a CI. <paramref name="vote"/> is what this comment set on a verifying label: a vote under a text that
    /// no family reads makes a result of it. Starts and notes have no outcome, but for the note that the change does not merge.
    /// </summary>
    /// <returns>Contradiction: vote and text say different things; then the vote counts.</returns>
    public static (Phase Phase, Outcome? Outcome, bool Contradiction) Decide(CommentReading reading, int? vote)
    {
        var voted = vote is not null and not 0;
        if (reading.Family is null) return voted ? (Phase.Result, vote > 0 ? Outcome.Pass : Outcome.Fail, false) : (Phase.Other, null, false);
        if (reading.Phase == Phase.Start) return (Phase.Start, null, false);
        if (reading.Phase == Phase.Other) return (Phase.Other, reading.Headline is Outcome.Merge ? Outcome.Merge : null, false);
        var text = OfText(reading.Jobs, reading.Headline);
        if (!voted) return (Phase.Result, text, false);
        if (vote > 0) return (Phase.Result, Outcome.Pass, text is Outcome.Fail or Outcome.Infra or Outcome.Merge);
        return (Phase.Result, OnlyInfra(reading.Jobs) ? Outcome.Infra : Outcome.Fail, text is Outcome.Pass);
    }

    /// <summary>
    /// What the text alone says. Non-voting jobs do not count. Where every voting job has an unknown word, a headline that says
    /// anything but pass is believed: a pass is never guessed.
    /// </summary>
    private static Outcome OfText(ImmutableArray<JobRun> jobs, Outcome? headline)
    {
        var said = 0;
        foreach (var job in jobs)
            if (job.Voting) said |= 1 << (int)job.Outcome;
        bool Said(Outcome outcome) => (said & (1 << (int)outcome)) != 0;
        return said == 0 ? headline ?? Outcome.Unknown
            : Said(Outcome.Fail) ? Outcome.Fail
            : Said(Outcome.Infra) ? Outcome.Infra
            : Said(Outcome.Merge) ? Outcome.Merge
            : Said(Outcome.Pass) ? Outcome.Pass
            : Said(Outcome.Void) ? Outcome.Void
            : headline is { } head and not Outcome.Pass ? head
            : Outcome.Unknown;
    }

    /// <summary>Whether infrastructure is all that went wrong. A void job (skipped because of another) went neither way.</summary>
    private static bool OnlyInfra(ImmutableArray<JobRun> jobs)
    {
        var infra = false;
        foreach (var job in jobs)
        {
            if (!job.Voting || job.Outcome is Outcome.Pass or Outcome.Void) continue;
            if (job.Outcome != Outcome.Infra) return false;
            infra = true;
        }
        return infra;
    }
}
