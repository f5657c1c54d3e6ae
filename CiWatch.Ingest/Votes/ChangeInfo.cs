namespace CiWatch.Ingest.Votes;

/// <summary>Where a change stands. Numbers are stable in the database.</summary>
public enum ChangeStatus : byte
{
    /// <summary>Open (Gerrit's NEW and DRAFT).</summary>
    Open = 0,

    /// <summary>Merged.</summary>
    Merged = 1,

    /// <summary>Abandoned.</summary>
    Abandoned = 2,

    /// <summary>Deleted from the server; only the stream ever knew it.</summary>
    Deleted = 3,
}

/// <summary>A change as an event describes it, perhaps at a later state than the event (Gerrit fills it lazily).</summary>
/// <param name="Status">Null where the event does not say (Gerrit before 2.13).</param>
/// <param name="Wip">Work in progress: no CI is expected to answer.</param>
public sealed record ChangeInfo(
    string Project,
    string Branch,
    long Number,
    string? ChangeId,
    string Subject,
    Account? Owner,
    string? Url,
    string? Topic,
    ChangeStatus? Status,
    bool Wip)
{
    /// <summary>Hashtags, sorted, with commas between (Gerrit lets none hold a comma); null for none.</summary>
    public string? Hashtags { get; init; }
}

/// <summary>A patch set as an event describes it.</summary>
/// <param name="Kind">Gerrit's kind (REWORK, TRIVIAL_REBASE, NO_CODE_CHANGE, NO_CHANGE, …), an open set; null where absent.</param>
/// <param name="CreatedAt">Null where the event does not say.</param>
public sealed record PatchSetInfo(int Number, string? Kind, DateTimeOffset? CreatedAt, Account? Uploader, string? Revision, string? Ref);
