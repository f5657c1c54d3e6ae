using System.Collections.Immutable;
using System.Globalization;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>How a part of the verdict is set.</summary>
public enum VerdictTone
{
    /// <summary>As the rest.</summary>
    Plain,

    /// <summary>What counts.</summary>
    Strong,

    /// <summary>What is owed.</summary>
    Absent,
}

/// <summary>A piece of the verdict.</summary>
public sealed record VerdictPart(string Text, VerdictTone Tone = VerdictTone.Plain);

/// <summary>How the newest patch set stands, in one or two sentences. Pure.</summary>
internal static class Verdict
{
    /// <summary>The gate's word, how many of the others agree, whose trouble the failures are, and what is owed.</summary>
    public static ImmutableArray<VerdictPart> Of(ChangeBoard board)
    {
        var third = board.Cis.Where(c => !c.IsGate).ToList();
        int passed = third.Count(c => c.Now.State == CellState.Pass), bad = third.Count(c => c.Now.State is CellState.Fail or CellState.Infra);
        int late = board.Cis.Count(c => c.Now.State == CellState.Overdue), never = board.Cis.Count(c => c.Now.State == CellState.Missing);
        int due = third.Count(c => c.Now.State is CellState.Pending or CellState.Running);
        List<VerdictPart> parts = [];
        if (Closed(board.Newest.Status) is { } closed) parts.Add(new(closed, VerdictTone.Strong));
        var gate = Gate(board);
        var isPassed = gate == CellState.Pass;
        parts.Add(new(Gate(gate, board.Newest.PatchSet)));
        if (passed > 0)
        {
            parts.Add(new(isPassed ? " and " : "; "));
            parts.Add(new(isPassed ? Count(passed, "CI passed it too", "CIs passed it too") : Count(passed, "CI passed it", "CIs passed it"), VerdictTone.Strong));
        }

        parts.Add(new("."));
        if (bad > 0)
        {
            parts.Add(new(" "));
            parts.Add(new(Count(bad, "CI failed it", "CIs failed it"), VerdictTone.Strong));
            parts.AddRange(Blame([.. third.Where(c => c.Now.State is CellState.Fail or CellState.Infra)]));
            parts.Add(new("."));
        }

        if (late > 0) parts.Add(new(" " + Count(late, "answer is overdue.", "answers are overdue."), VerdictTone.Absent));
        if (never > 0) parts.Add(new(" " + Count(never, "answer is missing.", "answers are missing."), VerdictTone.Absent));
        if (due > 0) parts.Add(new(" " + Count(due, "answer is pending.", "answers are pending.")));
        return [.. parts];
    }

    private static IEnumerable<VerdictPart> Blame(ImmutableArray<ChangeCi> bad)
    {
        int me = bad.Count(c => c.Hint.Fault == Fault.Change), ci = bad.Count(c => c.Hint.Fault == Fault.Ci), all = bad.Length;
        if (ci == all) return [new(", probably because of CI trouble, not this change")];
        if (me == all) return [new(", "), new("probably because of this change", VerdictTone.Strong)];
        if (me > 0) return [new(", "), new(Count(me, "of them probably because of this change", "of them probably because of this change"), VerdictTone.Strong)];
        return [new(ci > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {ci} of them probably because of CI trouble; the cause of the rest is unclear")
            : "; whether this change or the CI is the cause is unclear")];
    }

    /// <summary>The gate's pipeline that says most: what failed, before what passed, before what runs, before what waits.</summary>
    private static CellState? Gate(ChangeBoard board) => board.Cis
        .Where(c => c.IsGate && c.Now.State is not (CellState.Blank or CellState.Excused or CellState.Void))
        .Select(c => (CellState?)c.Now.State)
        .MinBy(s => s switch { CellState.Fail => 0, CellState.Merge => 1, CellState.Infra => 2, CellState.Unknown => 3, CellState.Flaky => 4, CellState.Running => 5, CellState.Pass => 6, _ => 7 });

    private static string Gate(CellState? state, int patchSet) => string.Format(CultureInfo.InvariantCulture, state switch
    {
        null => "No gate CI has reported on patch set {0}",
        CellState.Pass => "The gate passed patch set {0}",
        CellState.Fail => "The gate failed patch set {0}",
        CellState.Infra => "The gate had CI trouble on patch set {0}",
        CellState.Merge => "Patch set {0} does not merge",
        CellState.Flaky => "The gate failed and passed patch set {0}",
        CellState.Running => "The gate is running on patch set {0}",
        CellState.Unknown => "The gate's result on patch set {0} is not recognised",
        CellState.Pending => "The gate has not reported on patch set {0} yet",
        _ => "The gate's answer on patch set {0} is overdue or missing",
    }, patchSet);

    private static string? Closed(ChangeStatus status) => status switch
    {
        ChangeStatus.Merged => "Merged. ",
        ChangeStatus.Abandoned => "Abandoned. ",
        ChangeStatus.Deleted => "Deleted. ",
        _ => null,
    };

    private static string Count(int n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");
}
