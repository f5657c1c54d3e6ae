using System.Collections.Immutable;
using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>Reads a change's messages.</summary>
internal static class MessagesReader
{
    /// <summary>In the order of the change's history; none where the value is no list. One without a text says nothing.</summary>
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

    private static MessageDraft ReadOne(ref Utf8JsonReader json)
    {
        var message = default(MessageDraft);
        List<Account>? named = null;
        while (json.NextProperty())
        {
            if (json.Says("id"u8)) message.Id = json.NextText();
            else if (json.Says("tag"u8)) message.Tag = json.NextText();
            else if (json.Says("author"u8)) message.Author = AccountReader.Read(ref json);
            else if (json.Says("date"u8)) message.At = RestTime.Next(ref json);
            else if (json.Says("message"u8)) message.Text = json.NextText();
            else if (json.Says("_revision_number"u8)) message.PatchSet = json.NextInt() is > 0 and var number ? number : null;
            else if (json.Says("accounts_in_message"u8)) named = ReadNamed(ref json);
            else json.SkipNext();
        }

        if (message.Text is { } text && named is { Count: > 0 }) message.Text = AccountNames.PutInto(text, named);
        return message;
    }

    private static List<Account> ReadNamed(ref Utf8JsonReader json)
    {
        List<Account> all = [];
        if (!json.NextIs(JsonTokenType.StartArray)) return all;
        while (json.NextObject())
        {
            if (AccountReader.ReadObject(ref json) is { Id: not null } account) all.Add(account);
        }

        return all;
    }
}
