using System.Collections.Immutable;
using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>The fields of a ChangeInfo while they are read.</summary>
internal struct RestChangeFields : IJsonFields
{
    private string? _project;
    private string? _branch;
    private string? _changeId;
    private string? _subject;
    private string? _topic;
    private string? _hashtags;
    private long? _number;
    private Account? _owner;
    private ChangeStatus? _status;
    private bool _wip;
    private SnapshotDraft _draft;

    /// <summary>Whether the server has more changes behind this one.</summary>
    public bool More { get; private set; }

    /// <summary>The change's number; null where it has none.</summary>
    public readonly long? Number => _number;

    /// <summary>Whether a review came with comments on files or on the patch set, whose texts stand elsewhere.</summary>
    public readonly bool HasComments => !_draft.Messages.IsDefault && _draft.Messages.Any(m => CommentCount.IsIn(m.Text));

    /// <inheritdoc/>
    public void ReadObject(ref Utf8JsonReader json)
    {
        while (json.NextProperty()) ReadField(ref json);
    }

    /// <summary>The snapshot, or why there is none.</summary>
    /// <param name="comments">Null where they were not asked for.</param>
    /// <param name="bounds">Which times can be true.</param>
    public readonly (ChangeSnapshot? Change, string? Fault) Finish(List<PatchSetComment>? comments, TimeBounds bounds)
    {
        // The API tells no address; that is the events' and the query's to know.
        var change = _number is > 0 and var number && _project is not null
            ? new ChangeInfo(_project, _branch ?? "", number, _changeId, _subject ?? "", _owner, Url: null, _topic, _status, _wip) { Hashtags = _hashtags }
            : null;
        var draft = _draft;
        if (comments is not null && !draft.Messages.IsDefault) draft.Messages = PatchSetComments.PutInto(draft.Messages, comments);
        return draft.Finish(change, bounds);
    }

    private void ReadField(ref Utf8JsonReader json)
    {
        if (json.Says("messages"u8)) _draft.Messages = MessagesReader.Read(ref json);
        else if (json.Says("revisions"u8)) _draft.PatchSets = ReadRevisions(ref json);
        else if (json.Says("updated"u8)) _draft.UpdatedAt = RestTime.Next(ref json);
        else if (json.Says("created"u8)) _draft.CreatedAt = RestTime.Next(ref json);
        else if (json.Says("project"u8)) _project = json.NextText();
        else if (json.Says("branch"u8)) _branch = json.NextText();
        else if (json.Says("change_id"u8)) _changeId = json.NextText();
        else if (json.Says("_number"u8)) _number = json.NextNumber();
        else if (json.Says("subject"u8)) _subject = json.NextText();
        else if (json.Says("topic"u8)) _topic = json.NextText();
        else if (json.Says("hashtags"u8)) _hashtags = json.NextSet();
        else if (json.Says("owner"u8)) _owner = AccountReader.Read(ref json);
        else if (json.Says("status"u8)) _status = ChangeFields.ReadStatus(ref json);
        else if (json.Says("work_in_progress"u8)) _wip = json.NextFlag();
        else if (json.Says("_more_changes"u8)) More = json.NextFlag();
        else json.SkipNext();
    }

    /// <summary>A map from each commit to its patch set.</summary>
    private static ImmutableArray<PatchSetInfo> ReadRevisions(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.StartObject)) return [];

        var all = ImmutableArray.CreateBuilder<PatchSetInfo>();
        while (json.NextProperty())
        {
            var commit = JsonText.Decode(ref json);
            if (!json.NextIs(JsonTokenType.StartObject)) continue;

            int? number = null;
            string? kind = null, refName = null;
            DateTimeOffset? createdAt = null;
            Account? uploader = null;
            while (json.NextProperty())
            {
                if (json.Says("_number"u8)) number = json.NextInt();
                else if (json.Says("kind"u8)) kind = json.NextText();
                else if (json.Says("ref"u8)) refName = json.NextText();
                else if (json.Says("created"u8)) createdAt = RestTime.Next(ref json);
                else if (json.Says("uploader"u8)) uploader = AccountReader.Read(ref json);
                else json.SkipNext();
            }

            if (number is > 0 and var known) all.Add(new(known, kind, createdAt, uploader, commit, refName));
        }

        return all.DrainToImmutable();
    }
}
