namespace CiWatch.Ingest.Votes;

/// <summary>What one report counts for in a cell.</summary>
/// <param name="Outcome">As in <see cref="Report.Outcome"/>: null for starts and for notes that say nothing of the end.</param>
public readonly record struct CellFact(Phase Phase, Outcome? Outcome, DateTimeOffset At);

/// <summary>Makes one cell of all that one CI said on one patch set.</summary>
public static class CellMerge
{
    /// <summary>
    /// The cell's state. The order of <paramref name="facts"/> does not matter. A start that is newer than the newest result
    /// makes the cell <see cref="CellState.Running"/>; one pass and one fail make it <see cref="CellState.Flaky"/>; else the
    /// strongest outcome counts: fail, pass, infra, merge, unknown, void. <see cref="CellState.Blank"/> where nothing is said
    /// of a start or an end: then <see cref="Waiting"/> decides, if the CI is expected.
    /// </summary>
    public static CellState FromReports(ReadOnlySpan<CellFact> facts)
    {
        var said = 0;
        var newestStart = DateTimeOffset.MinValue;
        var newestResult = DateTimeOffset.MinValue;
        foreach (var fact in facts)
        {
            if (fact.Phase == Phase.Start)
            {
                if (fact.At > newestStart) newestStart = fact.At;
            }
            else if (Answer(fact) is { } outcome)
            {
                said |= 1 << (int)outcome;
                if (fact.At > newestResult) newestResult = fact.At;
            }
        }
        // Event times are whole seconds: a start and a result of the same second are told in that order.
        return newestStart > newestResult ? CellState.Running : Strongest(said);
    }

    /// <summary>What a fact says of the end; null where it says nothing. A note that the change does not merge is an answer.</summary>
    public static Outcome? Answer(CellFact fact) => fact.Phase switch
    {
        Phase.Result => fact.Outcome ?? Outcome.Unknown,
        Phase.Other when fact.Outcome is Outcome.Merge => Outcome.Merge,
        _ => null,
    };

    /// <summary>The state that one outcome makes.</summary>
    public static CellState State(Outcome outcome) => outcome switch
    {
        Outcome.Pass => CellState.Pass,
        Outcome.Fail => CellState.Fail,
        Outcome.Infra => CellState.Infra,
        Outcome.Void => CellState.Void,
        Outcome.Merge => CellState.Merge,
        _ => CellState.Unknown,
    };

    private static CellState Strongest(int said)
    {
        bool Said(Outcome outcome) => (said & (1 << (int)outcome)) != 0;
        return Said(Outcome.Fail) ? (Said(Outcome.Pass) ? CellState.Flaky : CellState.Fail)
            : Said(Outcome.Pass) ? CellState.Pass
            : Said(Outcome.Infra) ? CellState.Infra
            : Said(Outcome.Merge) ? CellState.Merge
            : Said(Outcome.Unknown) ? CellState.Unknown
            : Said(Outcome.Void) ? CellState.Void
            : CellState.Blank;
    }
}
