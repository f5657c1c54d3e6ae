using System.Text;
using CiWatch.Ingest.Storage.Schema;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Storage;

/// <summary>A CI by its account's key and its pipeline, empty where there is none.</summary>
internal sealed record CiName(long Id, string Account, string Pipeline)
{
    public string Key => CiKey.Of(Account, Pipeline.Length == 0 ? null : Pipeline);
}

/// <summary>A report to read.</summary>
/// <param name="OfCi">How many reports its CI has on the patch set.</param>
internal sealed record ReportPlace(long Report, int PatchSet, int OfCi);

/// <summary>The beginning of a report's words, as UTF-8: SQLite's own functions on texts end at a NUL character.</summary>
internal sealed record TextHead(long ReportId, byte[] Text, long Bytes, byte[]? EventText, long EventBytes);

/// <summary>A request to run again, with who made it.</summary>
internal sealed record RecheckView(int PatchSet, string? Name, string Key, string? Target, DateTimeOffset At)
{
    public StoredRecheck ToStored() => new(PatchSet, string.IsNullOrEmpty(Name) ? Key : Name, Target, At);
}

/// <summary>A report's row with what stands beside it, but for its words.</summary>
/// <param name="Pipeline">Empty where there is none.</param>
/// <param name="Jobs">The first of its jobs.</param>
/// <param name="JobCount">How many it has.</param>
internal sealed record ReportView(ReportRow Head, AccountRow Account, string Pipeline, IReadOnlyList<JobRun> Jobs, int JobCount)
{
    public StoredReport ToStored(TextHead words)
    {
        var isCut = words.Text.Length < words.Bytes || words.EventText?.Length < words.EventBytes || Jobs.Count < JobCount;
        return new(Head.Id, new Report(
            Account.ToAccount(), Pipeline.Length == 0 ? null : Pipeline, Head.Phase, Head.Outcome, Head.Vote, Head.ReportedAt,
            Head.Contradiction, Head.Tag, Text(words.Text, words.Bytes), [.. Jobs])
        {
            Sources = Head.Sources,
            EventAt = Head.EventAt ?? (Head.Sources.Any(ReportSources.Events) ? Head.ReportedAt : null),
            EventText = words.EventText is null ? null : Text(words.EventText, words.EventBytes),
            MessageId = Head.MessageId,
        })
        {
            Cut = isCut ? new ReportSize(words.Bytes + words.EventBytes, JobCount) : null,
        };
    }

    // Half a character at the end is not shown.
    private static string Text(byte[] head, long of) =>
        Encoding.UTF8.GetString(head) is var text && head.Length < of ? text.TrimEnd('\uFFFD') : text;
}
