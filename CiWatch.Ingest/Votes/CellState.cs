namespace CiWatch.Ingest.Votes;

/// <summary>What the grid shows for one CI on one patch set. Served by name in lower case.</summary>
public enum CellState : byte
{
    /// <summary>Not expected, and no answer came.</summary>
    Blank,

    /// <summary>Passed.</summary>
    Pass,

    /// <summary>Failed.</summary>
    Fail,

    /// <summary>The CI's own trouble.</summary>
    Infra,

    /// <summary>Does not merge.</summary>
    Merge,

    /// <summary>Cancelled or skipped.</summary>
    Void,

    /// <summary>A result nobody can read.</summary>
    Unknown,

    /// <summary>Passed and failed on the same patch set.</summary>
    Flaky,

    /// <summary>Said that it started; no result since.</summary>
    Running,

    /// <summary>Expected; under 4 h (a setting) since t0.</summary>
    Pending,

    /// <summary>Expected; between 4 h and 24 h (settings).</summary>
    Overdue,

    /// <summary>Expected; never answered.</summary>
    Missing,

    /// <summary>Expected; superseded, abandoned or merged early.</summary>
    Excused,
}
