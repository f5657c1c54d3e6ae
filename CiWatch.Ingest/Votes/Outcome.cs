namespace CiWatch.Ingest.Votes;

/// <summary>What a job run or a report came to. Stored and served by name in lower case; numbers are stable in the database.</summary>
public enum Outcome : byte
{
    /// <summary>A result word nobody knows, or a report that says nothing of its end: kept and shown verbatim.</summary>
    Unknown = 0,

    /// <summary>Passed.</summary>
    Pass = 1,

    /// <summary>The change failed: a voting job said so.</summary>
    Fail = 2,

    /// <summary>The CI's own trouble: node, disk, retry limit, configuration.</summary>
    Infra = 3,

    /// <summary>Cancelled, skipped, aborted: counts for nothing.</summary>
    Void = 4,

    /// <summary>The change does not merge with its branch.</summary>
    Merge = 5,
}
