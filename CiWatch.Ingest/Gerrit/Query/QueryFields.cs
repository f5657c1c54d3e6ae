using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>The fields of a query's line while they are read. Only the last line, and an error, have a type; the others are changes.</summary>
internal struct QueryFields : IJsonFields
{
    private string? _type;
    private string? _message;
    private int? _rowCount;
    private bool? _moreChanges;
    private ChangeFields _change;
    private SnapshotDraft _draft;

    /// <inheritdoc/>
    public void ReadObject(ref Utf8JsonReader json)
    {
        while (json.NextProperty()) ReadField(ref json);
    }

    /// <summary>What the line was.</summary>
    public readonly QueryReading ToReading(TimeBounds bounds) => _type switch
    {
        null => _draft.Finish(_change.ToChange(project: null, changeId: null), bounds) is var (change, fault) ? new(change, null, null, fault) : default,
        "stats" => new(null, new(_rowCount, _moreChanges), null, null),
        "error" => new(null, null, _message ?? "no reason given", null),
        _ => new(null, null, null, "of a type that is not known"),
    };

    private void ReadField(ref Utf8JsonReader json)
    {
        if (json.Says("comments"u8)) _draft.Messages = CommentsReader.Read(ref json);
        else if (json.Says("patchSets"u8)) _draft.PatchSets = CommentsReader.ReadPatchSets(ref json);
        else if (json.Says("lastUpdated"u8)) _draft.UpdatedAt = json.NextTime();
        else if (json.Says("createdOn"u8)) _draft.CreatedAt = json.NextTime();
        else if (json.Says("type"u8)) _type = json.NextText();
        else if (json.Says("message"u8)) _message = json.NextText();
        else if (json.Says("rowCount"u8)) _rowCount = json.NextInt();
        else if (json.Says("moreChanges"u8)) _moreChanges = json.NextTruth();
        else _change.ReadField(ref json);
    }
}
