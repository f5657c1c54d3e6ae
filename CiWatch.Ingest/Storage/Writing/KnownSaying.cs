using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Matching;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>What a report that is in the file is recognized by: no text is read for it.</summary>
internal sealed record KnownSaying(long Id, Saying Saying, Account Account, bool HasTag)
{
    /// <summary>
    /// Whether a history adds anything to what is known, as <see cref="ReportMaker.Merge"/> would have it. Where it does not, which is
    /// nearly always, nothing more is read, and no comment is parsed again.
    /// </summary>
    public bool IsCompletedBy(Report told) =>
        (Saying.Sources | told.Sources) != Saying.Sources
        || told.ReportedAt < Saying.At
        || (told.EventText is not null && Saying.EventText is null)
        || (told.MessageId is not null && Saying.MessageId is null)
        || (told.Tag is not null && !HasTag)
        || (told.Vote is { } vote && (Saying.HasEvent ? Saying.Vote is null : Saying.Vote != vote))
        || Account.With(told.Account) != Account;
}
