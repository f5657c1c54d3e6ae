using System.Collections.Immutable;
using System.Text.Json;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>
/// The top-level fields of an event while they are read. Gerrit writes the type near the end, so every field that any type has
/// is taken as it comes. Of a key that occurs twice the last one counts, as in most JSON readers.
/// </summary>
internal struct EventFields : IJsonFields
{
    private string? _type;
    private DateTimeOffset? _at;
    private string? _project;
    private string? _changeId;
    private string? _comment;
    private Account? _author;
    private ChangeFields _change;
    private PatchSetInfo? _patchSet;
    private ImmutableArray<Approval> _approvals;

    /// <inheritdoc/>
    public void ReadObject(ref Utf8JsonReader json)
    {
        while (json.NextProperty()) ReadField(ref json);
    }

    /// <summary>Null where the event has no type.</summary>
    public readonly StreamEvent? ToEvent() => _type is null or "" ? null : new(
        _type,
        _at,
        _project ?? _change.Project,
        _change.ToChange(_project, _changeId),
        _patchSet,
        _author,
        _comment,
        Tag: null, // the stream never tells it
        _approvals.IsDefault ? [] : _approvals);

    private void ReadField(ref Utf8JsonReader json)
    {
        if (json.Says("type"u8)) _type = EventTypes.Read(ref json);
        else if (json.Says("eventCreatedOn"u8)) _at = json.NextTime();
        else if (json.Says("change"u8)) _change = ChangeFields.Read(ref json);
        else if (json.Says("patchSet"u8)) _patchSet = PatchSetReader.Read(ref json);
        else if (json.Says("comment"u8)) _comment = json.NextText();
        else if (json.Says("approvals"u8)) _approvals = ApprovalsReader.Read(ref json);
        else if (IsActor(ref json)) _author = AccountReader.Read(ref json);
        else if (json.Says("project"u8)) _project = json.NextTextOrMember("name"u8) ?? _project;
        else if (json.Says("projectName"u8)) _project = json.NextText() ?? _project;
        else if (json.Says("refUpdate"u8)) _project = json.NextTextOrMember("project"u8) ?? _project;
        else if (json.Says("changeKey"u8)) _changeId = json.NextTextOrMember("id"u8, "key"u8);
        else json.SkipNext();
    }

    /// <summary>The account that acted is named after the deed. A "reviewer" is the one to whom it was done.</summary>
    private static bool IsActor(ref Utf8JsonReader json) =>
        json.Says("author"u8) || json.Says("uploader"u8) || json.Says("submitter"u8)
        || json.Says("abandoner"u8) || json.Says("restorer"u8) || json.Says("changer"u8)
        || json.Says("remover"u8) || json.Says("adder"u8) || json.Says("deleter"u8)
        || json.Says("editor"u8);
}
