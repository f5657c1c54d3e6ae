using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Language;

/// <summary>The words that addresses, pages and the API use for the domain's values.</summary>
internal static class Words
{
    public static string Word(this CellState state) => state switch
    {
        CellState.Blank => "blank",
        CellState.Pass => "pass",
        CellState.Fail => "fail",
        CellState.Infra => "infra",
        CellState.Merge => "merge",
        CellState.Void => "void",
        CellState.Unknown => "unknown",
        CellState.Flaky => "flaky",
        CellState.Running => "running",
        CellState.Pending => "pending",
        CellState.Overdue => "overdue",
        CellState.Missing => "missing",
        CellState.Excused => "excused",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Word(this Outcome outcome) => outcome switch
    {
        Outcome.Unknown => "unknown",
        Outcome.Pass => "pass",
        Outcome.Fail => "fail",
        Outcome.Infra => "infra",
        Outcome.Void => "void",
        Outcome.Merge => "merge",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static string Word(this Phase phase) => phase switch
    {
        Phase.Start => "start",
        Phase.Result => "result",
        Phase.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };

    public static string Word(this ChangeStatus status) => status switch
    {
        ChangeStatus.Open => "open",
        ChangeStatus.Merged => "merged",
        ChangeStatus.Abandoned => "abandoned",
        ChangeStatus.Deleted => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>
    /// A patch set's standing where it is not simply open; null where it is. Of a change that is merged or abandoned only the last patch
    /// set is: the others stay replaced. A deletion takes all of them.
    /// </summary>
    public static string? Standing(this BoardRow row) => row switch
    {
        { Status: ChangeStatus.Deleted } => "deleted",
        { SupersededAt: not null } => "replaced",
        { Status: ChangeStatus.Merged } => "merged",
        { Status: ChangeStatus.Abandoned } => "abandoned",
        { Wip: true } => "wip",
        _ => null,
    };

    public static string Word(this ConnectionState state) => state switch
    {
        ConnectionState.Connecting => "connecting",
        ConnectionState.CatchingUp => "catching-up",
        ConnectionState.Live => "live",
        ConnectionState.Waiting => "waiting",
        ConnectionState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
