using System.Collections.Immutable;
using System.Globalization;
using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>Whose trouble a cell probably is.</summary>
public enum Fault
{
    /// <summary>Nobody's: nothing is wrong, or nothing yet.</summary>
    None,

    /// <summary>The change's.</summary>
    Change,

    /// <summary>The CI's.</summary>
    Ci,

    /// <summary>It cannot be told.</summary>
    Unclear,

    /// <summary>The CI does not answer.</summary>
    Away,
}

/// <summary>The likely cause, the change or the CI, in a few words with the reason.</summary>
public sealed record Hint(Fault Fault, string Words, string Why)
{
    /// <summary>Fewer others than this say nothing.</summary>
    public const int FewestOthers = 5;

    /// <summary>Nothing to say.</summary>
    public static Hint Nothing { get; } = new(Fault.None, "", "");

    /// <summary>
    /// The hint for an answer. A failure is judged by its failing voting jobs, each against the same job on other changes; where the
    /// report names none, by the CI's record. One job that (nearly) nobody else fails, at most 1 of 20, makes it the change's; all of
    /// them failing for a fifth of the others or more makes it the CI's; all between is left open, and so is what under
    /// <see cref="FewestOthers"/> others show.
    /// </summary>
    /// <param name="jobs">The records of the failing jobs that vote.</param>
    public static Hint OfAnswer(CellState state, Peers ci, ImmutableArray<Peers> jobs)
    {
        switch (state)
        {
            case CellState.Infra: return new(Fault.Ci, "CI trouble", "not this change: a recheck may help");
            case CellState.Flaky: return new(Fault.Ci, "Flaky", "the same patch set has both results");
            case CellState.Merge: return new(Fault.Change, "Does not merge", "rebase it");
            case CellState.Unknown: return new(Fault.Unclear, "Cannot tell", "the result is not recognised");
            case CellState.Fail: break;
            default: return Nothing;
        }

        var records = jobs.IsEmpty ? [ci] : jobs;
        var told = records.Where(r => r.Count >= FewestOthers).ToList();
        if (told.Where(IsRare).MinBy(r => (double)r.Bad / r.Count) is { } rare)
            return new(Fault.Change, "Probably this change", rare.Bad == 0 ? $"none of {Say(rare.Count)} others failed" : $"1 of {Say(rare.Count)} others failed");
        if (told.Count < records.Length)
            return new(Fault.Unclear, "Cannot tell", records.Max(r => r.Count) is var n and > 0 ? $"only {Say(records.Min(r => r.Count))} others ran this" : "no other patch set ran this");
        var least = told.MinBy(r => (double)r.Bad / r.Count)!;
        return IsCommon(least)
            ? new(Fault.Ci, "Probably the CI", $"{Say(least.Bad)} of {Say(least.Count)} others failed too")
            : new(Fault.Unclear, "Cannot tell", $"{Say(least.Bad)} of {Say(least.Count)} others failed");
    }

    /// <summary>The hint for an answer that is owed: a CI that is silent everywhere will not come by asking again.</summary>
    /// <param name="heardAt">When the CI last said anything in this project; null where never in what is known.</param>
    /// <param name="unanswered">On how many other patch sets of the last 24 hours it owes an answer.</param>
    public static Hint OfWait(CellState state, DateTimeOffset? heardAt, int unanswered, DateTimeOffset now)
    {
        if (state is not (CellState.Overdue or CellState.Missing)) return Nothing;
        if (heardAt is null) return new(Fault.Away, "Never reported here", "a recheck will not help");
        var silent = now - heardAt.Value;
        return silent >= Silence.After && unanswered >= Silence.With
            ? new(Fault.Away, silent.TotalHours < 72 ? $"Silent for {Say((int)silent.TotalHours)} h" : $"Silent for {Say((int)silent.TotalDays)} days", "a recheck will not help")
            : new(Fault.Unclear, "Late", unanswered == 0 ? "no other answer of this CI is outstanding" : $"{Say(unanswered)} other {(unanswered == 1 ? "answer of this CI is" : "answers of this CI are")} outstanding");
    }

    private static bool IsRare(Peers peers) => peers.Bad * 20 <= peers.Count;

    private static bool IsCommon(Peers peers) => peers.Bad >= 2 && peers.Bad * 5 >= peers.Count;

    private static string Say(int n) => n.ToString(CultureInfo.InvariantCulture);
}
