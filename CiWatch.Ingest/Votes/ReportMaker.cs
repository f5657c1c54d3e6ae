using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Ingest.Votes;

/// <summary>Makes a report of what was said, and of two tellings of one report the one that knows what both know. Pure.</summary>
public static class ReportMaker
{
    /// <summary>Reads the words. Those of the event are read first: where they tell no start and no result, the message's are.</summary>
    public static Report Make(Account account, DateTimeOffset at, string text, string? eventText, int? vote, string? tag)
    {
        var reading = CommentReader.Read(eventText ?? text);
        if (eventText is not null && reading.Phase == Phase.Other) reading = CommentReader.Read(text);
        var (phase, outcome, contradiction) = ReportOutcome.Decide(reading, vote);
        var pipeline = Pipelines.InTag(tag) ?? reading.Pipeline;
        return new(account, pipeline, phase, outcome, vote, at, contradiction, tag, text, reading.Jobs) { EventText = eventText };
    }

    /// <summary>The same report, read anew from the words that are kept: what the parser has learnt since shows.</summary>
    public static Report Again(Report r) => Make(r.Account, r.ReportedAt, r.Text, r.EventText, r.Vote, r.Tag) with
    {
        Sources = r.Sources,
        EventAt = r.EventAt,
        MessageId = r.MessageId,
    };

    /// <summary>
    /// Two tellings of one report as one. Their order does not matter: the message is Gerrit's own, the event's time and words are the
    /// stream's, the earliest time is the report's, and what only one knows is taken from it.
    /// </summary>
    public static Report Merge(Report a, Report b)
    {
        var text = Message(a, b) ?? EventWords(a) ?? EventWords(b) ?? a.Text;
        var told = EventWords(a) ?? EventWords(b);
        var words = told is not null && told != text ? told : a.EventText ?? b.EventText;
        var (first, second) = a.Sources.Any(ReportSources.Events) ? (a, b) : (b, a);
        var at = a.ReportedAt < b.ReportedAt ? a.ReportedAt : b.ReportedAt;
        return Make(a.Account.With(b.Account), at, text, words == text ? null : words, first.Vote ?? second.Vote, a.Tag ?? b.Tag) with
        {
            Sources = a.Sources | b.Sources,
            EventAt = Earlier(a.EventAt, b.EventAt),
            MessageId = a.MessageId ?? b.MessageId,
        };
    }

    /// <summary>The words by which an event tells this report; null where none has told it.</summary>
    public static string? EventWords(Report r) => r.Sources.Any(ReportSources.Events) ? r.EventText ?? r.Text : null;

    private static string? Message(Report a, Report b) =>
        a.Sources.Any(ReportSources.Messages) ? a.Text : b.Sources.Any(ReportSources.Messages) ? b.Text : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
