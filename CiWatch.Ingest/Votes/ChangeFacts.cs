namespace CiWatch.Ingest.Votes;

/// <summary>
/// What is known of a change after some of its events, in whatever order they came. Pure.
/// <para>
/// Descriptions follow event time: an older event changes nothing. The status has a time of its own, since events before Gerrit 2.13
/// describe a change without saying it.
/// </para>
/// </summary>
/// <param name="Owner">The owner's account key.</param>
/// <param name="ClosedAt">When it was merged, abandoned or deleted; the first time that an event said so, where that event was missed.</param>
public sealed record ChangeFacts(
    string Project,
    string Branch,
    string? ChangeId,
    string Subject,
    string? Owner,
    string? Url,
    string? Topic,
    bool Wip,
    ChangeStatus Status,
    DateTimeOffset? ClosedAt,
    DateTimeOffset StatusAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>As <see cref="ChangeInfo.Hashtags"/>.</summary>
    public string? Hashtags { get; init; }

    /// <summary>What the first event says.</summary>
    public static ChangeFacts Of(ChangeInfo change, string type, DateTimeOffset at)
    {
        var status = StatusOf(type) ?? change.Status;
        return new ChangeFacts(
            change.Project, change.Branch, change.ChangeId, change.Subject, change.Owner?.Key, change.Url, change.Topic, change.Wip,
            status ?? ChangeStatus.Open, status is null or ChangeStatus.Open ? null : at, status is null ? DateTimeOffset.MinValue : at, at)
        {
            Hashtags = change.Hashtags,
        };
    }

    /// <summary>These facts with what one more event says.</summary>
    public ChangeFacts With(ChangeInfo change, string type, DateTimeOffset at) => Described(change, at).WithStatus(change, type, at);

    private ChangeFacts Described(ChangeInfo change, DateTimeOffset at) => at < UpdatedAt ? this : this with
    {
        Project = change.Project,
        Branch = change.Branch,
        ChangeId = change.ChangeId ?? ChangeId,
        Subject = change.Subject,
        Owner = change.Owner?.Key ?? Owner,
        Url = change.Url ?? Url,
        Topic = change.Topic,
        Hashtags = change.Hashtags,
        Wip = change.Wip,
        UpdatedAt = at,
    };

    private ChangeFacts WithStatus(ChangeInfo change, string type, DateTimeOffset at)
    {
        var said = StatusOf(type);
        if ((said ?? change.Status) is not { } status) return this;
        if (at < StatusAt)
        {
            // The very event that closed it, late: until now its time was guessed from what came after.
            return said == Status && at < ClosedAt ? this with { ClosedAt = at } : this;
        }

        // Times are whole seconds. A comment of the second in which the change was closed may arrive behind the news of it.
        if (at == StatusAt && said is null && status == ChangeStatus.Open) return this;

        DateTimeOffset? closedAt = status == ChangeStatus.Open ? null
            : said is not null || status != Status ? at
            : ClosedAt ?? at;
        return this with { Status = status, ClosedAt = closedAt, StatusAt = at };
    }

    private static ChangeStatus? StatusOf(string type) => type switch
    {
        "change-merged" => ChangeStatus.Merged,
        "change-abandoned" => ChangeStatus.Abandoned,
        "change-restored" => ChangeStatus.Open,
        "change-deleted" => ChangeStatus.Deleted,
        _ => null,
    };
}
