using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Controls;

/// <summary>How a state looks and is said. The same glyph and words in the grid, its legend, the panel and for screen readers.</summary>
/// <param name="Name">As in data-state and the API.</param>
/// <param name="Glyph">One character, in mono.</param>
/// <param name="Word">In the legend and the panel.</param>
/// <param name="Spoken">For screen readers, in a cell.</param>
/// <param name="Meaning">One sentence, on demand.</param>
public sealed record CellLook(string Name, string Glyph, string Word, string Spoken, string Meaning)
{
    // In the order of CellState.
    private static readonly CellLook[] All =
    [
        new("blank", "", "Not expected", "not expected", "This CI is not expected on this patch set"),
        new("pass", "✓", "Passed", "passed", "Answered: it passed"),
        new("fail", "×", "Failed", "failed", "Answered: a voting job failed"),
        new("infra", "I", "Infrastructure", "infrastructure failure", "CI trouble, not the change: node, disk, retry limit"),
        new("merge", "C", "Conflict", "merge conflict", "Does not merge: the author must rebase"),
        new("void", "–", "Void", "no result: cancelled or skipped", "Skipped, cancelled or aborted: not counted"),
        new("unknown", "?", "Unknown", "unknown result", "A result that is not recognised, shown as written"),
        new("flaky", "±", "Flaky", "flaky: failed and passed on the same patch set", "Failed and passed on the same patch set"),
        new("running", "»", "Running", "running", "Reported that it started; no result yet"),
        new("pending", "·", "Pending", "pending", "Expected, under 4 h; the line grows by the hour"),
        new("overdue", "!", "Overdue", "overdue: expected, no answer for 4 hours", "Expected, no answer for 4 h to 24 h"),
        new("missing", "M", "Missing", "missing: expected, never answered", "Expected, no answer at 24 h or at merge"),
        new("excused", "/", "Excused", "excused", "Replaced, abandoned or merged before 4 h had passed"),
    ];

    /// <summary>The look of a state.</summary>
    public static CellLook Of(CellState state) => All[(int)state];

    /// <summary>The look of a report's or job's outcome.</summary>
    public static CellLook Of(Outcome outcome) => Of(CellMerge.State(outcome));
}
