using CiWatch.Ingest.Storage.Schema;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Storage;

/// <summary>Which patch set a report speaks of.</summary>
internal sealed record ReportPlace(long Report, int PatchSet);

/// <summary>A request to run again, with who made it.</summary>
internal sealed record RecheckView(int PatchSet, string? Name, string Key, string? Target, DateTimeOffset At)
{
    public StoredRecheck ToStored() => new(PatchSet, string.IsNullOrEmpty(Name) ? Key : Name, Target, At);
}

/// <summary>A report's row with what stands beside it.</summary>
/// <param name="Pipeline">Empty where there is none.</param>
internal sealed record ReportView(ReportRow Head, AccountRow Account, string Pipeline, string Text, string? EventText, IReadOnlyList<JobRun> Jobs)
{
    public StoredReport ToStored() => new(Head.Id, new Report(
        Account.ToAccount(), Pipeline.Length == 0 ? null : Pipeline, Head.Phase, Head.Outcome, Head.Vote, Head.ReportedAt,
        Head.Contradiction, Head.Tag, Text, [.. Jobs])
    {
        Sources = Head.Sources,
        EventAt = Head.EventAt ?? (Head.Sources.Any(ReportSources.Events) ? Head.ReportedAt : null),
        EventText = EventText,
        MessageId = Head.MessageId,
    });
}
