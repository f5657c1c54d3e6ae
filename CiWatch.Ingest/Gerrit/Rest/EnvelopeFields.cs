using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>The two halves of a raw line while they are read: a change, and the comments on its files where they were asked for.</summary>
internal struct EnvelopeFields : IJsonFields
{
    private RestChangeFields _change;
    private List<PatchSetComment>? _comments;

    /// <inheritdoc/>
    public void ReadObject(ref Utf8JsonReader json)
    {
        while (json.NextProperty())
        {
            if (json.Says("change"u8))
            {
                if (json.NextIs(JsonTokenType.StartObject)) _change.ReadObject(ref json);
            }
            else if (json.Says("comments"u8)) _comments = PatchSetComments.Read(ref json);
            else json.SkipNext();
        }
    }

    /// <summary>The snapshot, or why there is none.</summary>
    public readonly (ChangeSnapshot? Change, string? Fault) Finish(TimeBounds bounds) => _change.Finish(_comments, bounds);
}
