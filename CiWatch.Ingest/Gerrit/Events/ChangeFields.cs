using System.Text.Json;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>The fields of a change while they are read.</summary>
internal struct ChangeFields
{
    private string? _branch;
    private string? _changeId;
    private string? _subject;
    private string? _url;
    private string? _topic;
    private string? _hashtags;
    private long? _number;
    private Account? _owner;
    private ChangeStatus? _status;
    private bool _wip;

    /// <summary>The project by the change's own words.</summary>
    public string? Project { get; private set; }

    /// <summary>Reads the property's value; nothing is set where it is no object.</summary>
    public static ChangeFields Read(ref Utf8JsonReader json)
    {
        var change = default(ChangeFields);
        if (!json.NextIs(JsonTokenType.StartObject)) return change;
        while (json.NextProperty()) change.ReadField(ref json);
        return change;
    }

    /// <summary>Null where the change can't be told from others: without a number or a project.</summary>
    public readonly ChangeInfo? ToChange(string? project, string? changeId) =>
        _number is > 0 and var number && (Project ?? project) is { } home
            ? new(home, _branch ?? "", number, _changeId ?? changeId, _subject ?? "", _owner, _url, _topic, _status, _wip) { Hashtags = _hashtags }
            : null;

    /// <summary>Takes the property that the reader stands on.</summary>
    public void ReadField(ref Utf8JsonReader json)
    {
        if (json.Says("project"u8)) Project = json.NextTextOrMember("name"u8);
        else if (json.Says("branch"u8)) _branch = json.NextText();
        else if (json.Says("id"u8)) _changeId = json.NextText();
        else if (json.Says("number"u8)) _number = json.NextNumber();
        else if (json.Says("subject"u8)) _subject = json.NextText();
        else if (json.Says("owner"u8)) _owner = AccountReader.Read(ref json);
        else if (json.Says("url"u8)) _url = json.NextText();
        else if (json.Says("topic"u8)) _topic = json.NextText();
        else if (json.Says("hashtags"u8)) _hashtags = json.NextSet();
        else if (json.Says("status"u8)) _status = ReadStatus(ref json);
        else if (json.Says("wip"u8)) _wip = json.NextFlag();
        else json.SkipNext();
    }

    /// <summary>DRAFT ended with 2.15, SUBMITTED (waiting for its dependencies to merge) with 2.13: both are open.</summary>
    public static ChangeStatus? ReadStatus(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.String)) return null;
        if (json.Says("MERGED"u8)) return ChangeStatus.Merged;
        if (json.Says("ABANDONED"u8)) return ChangeStatus.Abandoned;
        return json.Says("NEW"u8) || json.Says("DRAFT"u8) || json.Says("SUBMITTED"u8)
            ? ChangeStatus.Open
            : null;
    }
}
