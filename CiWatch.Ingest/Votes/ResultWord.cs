using System.Collections.Frozen;

namespace CiWatch.Ingest.Votes;

/// <summary>What a result word means. Words are matched whole, in any case: SUCCESSFUL and FAILURE_X are unknown.</summary>
public static class ResultWord
{
    private static readonly FrozenDictionary<string, (string Word, Outcome Outcome)> Known = Table();

    private static readonly FrozenDictionary<string, (string Word, Outcome Outcome)>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The outcome that a word names; <see cref="Outcome.Unknown"/> for words that nobody knows.</summary>
    public static Outcome Of(ReadOnlySpan<char> word) => TryOutcome(word, out var outcome) ? outcome : Outcome.Unknown;

    /// <summary>Whether the word is known, and what it means.</summary>
    public static bool TryOutcome(ReadOnlySpan<char> word, out Outcome outcome)
    {
        var known = Lookup.TryGetValue(word, out var entry);
        outcome = entry.Outcome;
        return known;
    }

    /// <summary>The word as a string, verbatim; the known ones without a new string.</summary>
    public static string Text(ReadOnlySpan<char> word) =>
        Lookup.TryGetValue(word, out var entry) && word.SequenceEqual(entry.Word) ? entry.Word : word.ToString();

    private static FrozenDictionary<string, (string, Outcome)> Table()
    {
        (Outcome Outcome, string[] Words)[] rows =
        [
            (Outcome.Pass, ["SUCCESS", "succeeded", "passed", "✅", "✅\uFE0F", "✔", "✔\uFE0F"]),
            (Outcome.Fail, ["FAILURE", "UNSTABLE", "TIMED_OUT", "failed", "❌", "❌\uFE0F", "✖", "✖\uFE0F"]),
            (Outcome.Infra,
            [
                "NODE_FAILURE", "RETRY_LIMIT", "POST_FAILURE", "DISK_FULL", "ERROR", "LOST", "DISCONNECT", "EXCEPTION", "NO_HANDLE",
                "CONFIG_ERROR", "NOT_REGISTERED",
            ]),
            (Outcome.Void, ["SKIPPED", "CANCELED", "ABORTED", "DEQUEUED", "NO_JOBS", "RETRY"]),
            (Outcome.Merge, ["MERGE_CONFLICT", "MERGE_FAILURE", "MERGER_FAILURE"]),
        ];
        return rows
            .SelectMany(row => row.Words, (row, word) => (Word: word, row.Outcome))
            .ToFrozenDictionary(entry => entry.Word, entry => entry, StringComparer.OrdinalIgnoreCase);
    }
}
