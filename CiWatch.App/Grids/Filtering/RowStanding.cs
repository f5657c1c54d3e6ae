using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids.Filtering;

/// <summary>How a patch set stands, each in exactly one way: what the status filter chooses by.</summary>
public enum RowStanding : byte
{
    /// <summary>Open, and the newest patch set.</summary>
    Open,

    /// <summary>The patch set that was merged: the change's last one.</summary>
    Merged,

    /// <summary>The last patch set of an abandoned change, or any of a change that was deleted from the server.</summary>
    Abandoned,

    /// <summary>A newer patch set took its place.</summary>
    Replaced,

    /// <summary>Open, and marked as work in progress.</summary>
    Wip,
}

/// <summary>Standings as addresses and pages have them.</summary>
internal static class RowStandings
{
    /// <summary>All, in the order in which they are offered.</summary>
    public static IReadOnlyList<RowStanding> All { get; } = Enum.GetValues<RowStanding>();

    /// <summary>The standing of a row, by the same precedence as the word that the grid shows.</summary>
    public static RowStanding Of(BoardRow row) => row switch
    {
        { Status: ChangeStatus.Deleted } => RowStanding.Abandoned,
        { SupersededAt: not null } => RowStanding.Replaced,
        { Status: ChangeStatus.Merged } => RowStanding.Merged,
        { Status: ChangeStatus.Abandoned } => RowStanding.Abandoned,
        { Wip: true } => RowStanding.Wip,
        _ => RowStanding.Open,
    };

    /// <summary>"open", "merged", …</summary>
    public static string Word(this RowStanding standing) => standing switch
    {
        RowStanding.Open => "open",
        RowStanding.Merged => "merged",
        RowStanding.Abandoned => "abandoned",
        RowStanding.Replaced => "replaced",
        _ => "wip",
    };
}
