using System.Collections.Immutable;
using System.Globalization;

namespace CiWatch.Ingest.Votes;

/// <summary>Finds the reports and rechecks in a change's history: each message is read as the event that told of it would have been. Pure.</summary>
public static class SnapshotReader
{
    private const string CommentAdded = "comment-added";

    /// <summary>Reads all messages.</summary>
    /// <param name="source">Query or Rest.</param>
    public static SnapshotReading Read(ChangeSnapshot snapshot, ReportSources source, CiRules rules)
    {
        var reports = ImmutableArray.CreateBuilder<SaidReport>();
        var rechecks = ImmutableArray.CreateBuilder<SaidRecheck>();
        foreach (var message in snapshot.Messages)
        {
            if (PatchSetOf(message, snapshot.PatchSets) is not { } patchSet) continue;
            var (report, recheck) = Read(message, patchSet, snapshot.Change, source, rules);
            if (report is not null) reports.Add(new(patchSet, report));
            if (recheck is not null) rechecks.Add(new(patchSet, recheck));
        }

        return new(snapshot, ClosedAt(snapshot), reports.DrainToImmutable(), rechecks.DrainToImmutable());
    }

    private static (Report? Report, Recheck? Recheck) Read(
        ChangeMessage message, int patchSet, ChangeInfo change, ReportSources source, CiRules rules)
    {
        StreamEvent Event(string text) => new(
            CommentAdded, message.At, change.Project, change, new(patchSet, null, null, null, null, null), message.Author, text, message.Tag, []);

        var words = message.PatchSetText is { } p ? string.Create(CultureInfo.InvariantCulture, $"Patch Set {patchSet}:\n\n{p}") : null;
        var (report, recheck) = ReportReader.Read(Event(message.Text), rules);
        if (words is not null && report is null && recheck is null) (report, recheck) = ReportReader.Read(Event(words), rules);
        if (report is null) return (null, recheck is null ? null : recheck with { Text = message.Text, Sources = source, EventAt = null });
        if (words == message.Text) words = null;
        if (words is null) return (report with { Sources = source, MessageId = message.Id, EventAt = null }, null); // read once already
        return (ReportMaker.Make(report.Account, message.At, message.Text, words, report.Vote, message.Tag) with
        {
            Sources = source,
            MessageId = message.Id,
        }, null);
    }

    /// <summary>As the source says, else the header; else the newest patch set that was there. Null where the change has none.</summary>
    private static int? PatchSetOf(ChangeMessage message, ImmutableArray<PatchSetInfo> patchSets)
    {
        if ((message.PatchSet ?? VoteReader.PatchSet(message.Text)) is { } told) return told > 0 ? told : null;
        int? newest = null;
        foreach (var p in patchSets)
            if ((p.CreatedAt is null || p.CreatedAt <= message.At) && !(p.Number <= newest)) newest = p.Number;
        return newest;
    }

    private static DateTimeOffset? ClosedAt(ChangeSnapshot snapshot)
    {
        string[] ends = snapshot.Change.Status switch
        {
            ChangeStatus.Merged => ["Change has been successfully ", "Change cherry-picked as "],
            ChangeStatus.Abandoned => ["Abandoned"],
            _ => [],
        };
        DateTimeOffset? at = null;
        foreach (var message in snapshot.Messages)
            if (ends.Any(end => message.Text.StartsWith(end, StringComparison.Ordinal))) at = message.At;
        return at;
    }
}
