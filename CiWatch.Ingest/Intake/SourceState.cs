namespace CiWatch.Ingest.Intake;

/// <summary>How the connection to one server stands. Served as connecting, catching-up, live, waiting, failed.</summary>
public enum ConnectionState
{
    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>Connected; history is being read.</summary>
    CatchingUp,

    /// <summary>Connected; events arrive as they happen.</summary>
    Live,

    /// <summary>The connection was lost or refused; the next try comes by itself.</summary>
    Waiting,

    /// <summary>Only the operator can mend it; the reason says how.</summary>
    Failed,
}

/// <summary>What is known of one server, for status pages. Counts are since the database was made.</summary>
/// <param name="Since">When this state began.</param>
/// <param name="Reason">In words, for the operator; null while all is well.</param>
/// <param name="NextTryAt">While waiting: when the next try comes.</param>
/// <param name="LastEventAt">Event time of the newest event.</param>
/// <param name="Events">Events accepted.</param>
/// <param name="Reports">CI reports among them.</param>
/// <param name="Malformed">Lines that were no event: kept for a look.</param>
/// <param name="Dropped">Events known to be lost: said so by Gerrit, or refused by a full queue.</param>
public sealed record SourceState(
    string Name,
    ConnectionState State,
    DateTimeOffset Since,
    string? Reason,
    DateTimeOffset? NextTryAt,
    DateTimeOffset? LastEventAt,
    long Events,
    long Reports,
    long Malformed,
    long Dropped)
{
    /// <summary>How far history has been fetched; null while none is.</summary>
    public CatchUpProgress? CatchUp { get; init; }
}
