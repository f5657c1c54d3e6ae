using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Ingest.Votes;

/// <summary>Makes of one event what it says: a CI's report, a person's request to run again, or neither.</summary>
public static class ReportReader
{
    private const string CommentAdded = "comment-added";

    /// <summary>
    /// Reads a comment-added event; other types, and comments without author or time, are neither (Gerrit before 2.11 tells no time:
    /// give such an event the time of its receipt first). A known CI's comment is a report even without text or without a vote. What
    /// Gerrit itself writes in an account's name is neither.
    /// </summary>
    public static (Report? Report, Recheck? Recheck) Read(StreamEvent e, CiRules rules)
    {
        if (e is not { Type: CommentAdded, Author: { } author, At: { } at } || GerritNote.Is(e.Comment, e.Tag)) return default;
        var reading = CommentReader.Read(e.Comment);
        var vote = VoteReader.Read(e.Approvals, e.Comment, rules.Labels);
        if (!CiIdentity.IsCi(author, e.Tag, reading, vote, rules))
            return RecheckReader.TryRead(e.Comment, rules, out var target) ? (null, new(author, target, at, e.Comment ?? "") { EventAt = at }) : default;
        return (ReportMaker.Make(author, at, e.Comment ?? "", eventText: null, vote, e.Tag) with { EventAt = at }, null);
    }

    /// <summary>Whether these rules still make a report of it: by who said it, and what.</summary>
    public static bool IsReport(Report report, CiRules rules) =>
        !GerritNote.Is(report.Text, report.Tag)
        && CiIdentity.IsCi(report.Account, report.Tag, CommentReader.Read(report.WholeText), report.Vote, rules);

    /// <summary>The patch set that a comment is on: the event's own, else the one that the comment's header names; null where neither says.</summary>
    public static int? PatchSetOf(StreamEvent e) => e.PatchSet?.Number is { } number and > 0 ? number : VoteReader.PatchSet(e.Comment);
}
