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

    /// <summary>
    /// All that happened before is known, of what came later something may be missing, since nobody listened and history has not been
    /// fetched yet; null while all is known up to the present.
    /// </summary>
    public DateTimeOffset? CompleteUntil { get; init; }

    /// <summary>Whether history was complete once since the program started.</summary>
    public bool WasComplete { get; init; }

    /// <summary>
    /// Whether the first catch-up is on its way. Not where the server can't be reached or does not give its history: nobody knows how
    /// long that lasts.
    /// </summary>
    public bool IsFirstCatchUp => !WasComplete && CompleteUntil is not null && State switch
    {
        ConnectionState.CatchingUp => true,
        ConnectionState.Connecting or ConnectionState.Live => Reason is null,
        _ => false,
    };

    /// <summary>The same server in another state. Whoever is not connected any more has heard all up to the newest event.</summary>
    public SourceState In(ConnectionState state, DateTimeOffset now) => this with
    {
        State = state,
        Since = State == state ? Since : now,
        CompleteUntil = state is ConnectionState.Live or ConnectionState.CatchingUp ? CompleteUntil : CompleteUntil ?? Heard(now),
    };

    /// <summary>Something between the newest event and now was lost.</summary>
    public SourceState Incomplete(DateTimeOffset now) => this with { CompleteUntil = CompleteUntil ?? Heard(now) };

    /// <summary>History has been fetched without a gap. It reaches to the present only while the server is connected.</summary>
    public SourceState Complete(DateTimeOffset now) => this with
    {
        WasComplete = true,
        CompleteUntil = State is ConnectionState.Live or ConnectionState.CatchingUp ? null : Heard(now),
    };

    private DateTimeOffset Heard(DateTimeOffset now) => LastEventAt is { } heard && heard < now ? heard : now;
}
