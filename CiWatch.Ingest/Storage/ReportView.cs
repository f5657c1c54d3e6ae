using CiWatch.Ingest.Storage.Schema;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Storage;

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
