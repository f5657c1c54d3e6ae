using System.Collections.Immutable;
using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>Reads the two lists of a change: what was said on it, and its patch sets.</summary>
internal static class CommentsReader
{
    /// <summary>The messages in the order of the change's history; none where the value is no list. One without a text says nothing.</summary>
    public static ImmutableArray<MessageDraft> Read(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.StartArray)) return [];

        var all = ImmutableArray.CreateBuilder<MessageDraft>();
        while (json.NextObject())
        {
            if (ReadOne(ref json) is { Text: not null } message) all.Add(message);
        }

        return all.DrainToImmutable();
    }

    /// <summary>The patch sets; those without a number are passed over.</summary>
    public static ImmutableArray<PatchSetInfo> ReadPatchSets(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.StartArray)) return [];

        var all = ImmutableArray.CreateBuilder<PatchSetInfo>();
        while (json.NextObject())
        {
            if (PatchSetReader.ReadObject(ref json) is { } patchSet) all.Add(patchSet);
        }

        return all.DrainToImmutable();
    }

    private static MessageDraft ReadOne(ref Utf8JsonReader json)
    {
        var message = default(MessageDraft);
        while (json.NextProperty())
        {
            if (json.Says("timestamp"u8)) message.At = json.NextTime();
            else if (json.Says("reviewer"u8)) message.Author = AccountReader.Read(ref json);
            else if (json.Says("message"u8)) message.Text = json.NextText();
            else json.SkipNext();
        }

        return message;
    }
}
