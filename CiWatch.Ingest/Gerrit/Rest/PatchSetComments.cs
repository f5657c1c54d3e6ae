using System.Collections.Immutable;
using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Gerrit.Query;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>A comment on a patch set as a whole.</summary>
/// <param name="MessageId">The message that it came with, as far as Gerrit knows.</param>
/// <param name="Author">Account id.</param>
internal readonly record struct PatchSetComment(string? MessageId, long? Author, DateTimeOffset? At, string Text);

/// <summary>Finds, of all comments of a change, those on a patch set as a whole: Go's TryBots report there and nowhere else.</summary>
internal static class PatchSetComments
{
    /// <summary>In the order of the list, which Gerrit sorts by their text; none where the value is no map.</summary>
    public static List<PatchSetComment> Read(ref Utf8JsonReader json)
    {
        List<PatchSetComment> all = [];
        if (!json.NextIs(JsonTokenType.StartObject)) return all;
        while (json.NextProperty())
        {
            if (!json.Says("/PATCHSET_LEVEL"u8)) json.SkipNext();
            else if (json.NextIs(JsonTokenType.StartArray)) ReadList(ref json, all);
        }

        return all;
    }

    /// <summary>The messages with their comments' texts; several stand below each other, as the stream joins them (seen on 3.10).</summary>
    public static ImmutableArray<MessageDraft> PutInto(ImmutableArray<MessageDraft> messages, List<PatchSetComment> comments)
    {
        var told = messages.ToArray();
        var byId = told.Index().Where(m => m.Item.Id is not null).DistinctBy(m => m.Item.Id).ToDictionary(m => m.Item.Id!, m => m.Index);
        foreach (var comment in comments)
        {
            var at = comment.MessageId is { } id && byId.TryGetValue(id, out var found) ? found : -1;
            // Gerrit finds the message by its time: of several in one second it may name another's (3.5 did).
            if (at < 0 || told[at].Author?.Id != comment.Author)
                at = Array.FindIndex(told, m => m.Author?.Id == comment.Author && m.At == comment.At && CommentCount.IsIn(m.Text)) is >= 0 and var own ? own : at;
            if (at >= 0) told[at].PatchSetText = told[at].PatchSetText is { } before ? $"{before}\n{comment.Text}" : comment.Text;
        }

        return [.. told];
    }

    private static void ReadList(ref Utf8JsonReader json, List<PatchSetComment> all)
    {
        while (json.NextObject())
        {
            string? id = null, text = null;
            long? author = null;
            DateTimeOffset? at = null;
            while (json.NextProperty())
            {
                if (json.Says("change_message_id"u8)) id = json.NextText();
                else if (json.Says("message"u8)) text = json.NextText();
                else if (json.Says("author"u8)) author = AccountReader.Read(ref json)?.Id;
                else if (json.Says("updated"u8)) at = RestTime.Next(ref json);
                else json.SkipNext();
            }

            if (text is not null) all.Add(new(id, author, at, text));
        }
    }
}
