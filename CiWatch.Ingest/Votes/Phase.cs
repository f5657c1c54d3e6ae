namespace CiWatch.Ingest.Votes;

/// <summary>What kind of comment a report is. Numbers are stable in the database.</summary>
public enum Phase : byte
{
    /// <summary>Help texts, merge conflicts, configuration errors, votes taken back: no result.</summary>
    Other = 0,

    /// <summary>A run begins ("Starting check jobs").</summary>
    Start = 1,

    /// <summary>A run ended and says how.</summary>
    Result = 2,
}
