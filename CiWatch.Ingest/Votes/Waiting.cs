namespace CiWatch.Ingest.Votes;

/// <summary>The state of a cell whose CI is expected and has not answered.</summary>
/// <param name="Quarter">While pending: which quarter of the wait it is, 1 to 4; else 0.</param>
public readonly record struct WaitState(CellState State, byte Quarter);

/// <summary>How an expected answer grows old: pending, overdue, missing, or excused where it is no longer owed.</summary>
public static class Waiting
{
    /// <summary>
    /// The state at <paramref name="now"/> of an answer that was owed from <paramref name="t0"/> on. Excused: the patch set was
    /// superseded, or the change merged, abandoned or deleted, before <see cref="CellLimits.Overdue"/> had passed. Merged after
    /// that without an answer: missing at once. All times are event times; <paramref name="now"/> is the moment up to which
    /// all events are known: an answer that was due later may have come, so it is never overdue or missing.
    /// </summary>
    /// <param name="closedAt">When the change left <see cref="ChangeStatus.Open"/>; null where unknown, then it is taken as now.</param>
    public static WaitState State(
        DateTimeOffset t0,
        DateTimeOffset now,
        ChangeStatus status,
        DateTimeOffset? closedAt,
        DateTimeOffset? supersededAt,
        CellLimits limits)
    {
        var due = t0 + limits.Overdue;
        if (supersededAt < due) return new(CellState.Excused, 0);
        if (status != ChangeStatus.Open)
        {
            if ((closedAt ?? now) < due) return new(CellState.Excused, 0);
            if (status == ChangeStatus.Merged && now >= due) return new(CellState.Missing, 0);
        }
        var waited = now - t0;
        if (waited >= limits.Missing) return new(CellState.Missing, 0);
        if (waited >= limits.Overdue) return new(CellState.Overdue, 0);
        return new(CellState.Pending, (byte)Math.Clamp(1 + (int)(4 * (waited / limits.Overdue)), 1, 4));
    }

    /// <summary>Whether a first answer at <paramref name="answeredAt"/> came late: it counts as an answer all the same.</summary>
    public static bool Late(DateTimeOffset t0, DateTimeOffset answeredAt, CellLimits limits) => answeredAt - t0 >= limits.Overdue;
}
