using System.Text.Json;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>Reads an account: any of its parts may be missing (a bot has no e-mail, Gerrit itself has nothing at all).</summary>
internal static class AccountReader
{
    /// <summary>Null where nothing tells who it is.</summary>
    public static Account? Read(ref Utf8JsonReader json) => json.NextIs(JsonTokenType.StartObject) ? ReadObject(ref json) : null;

    /// <summary>The same, from the opening brace on.</summary>
    public static Account? ReadObject(ref Utf8JsonReader json)
    {
        string? username = null, name = null, email = null;
        long? id = null;
        var serviceUser = false;
        while (json.NextProperty())
        {
            if (json.Says("username"u8)) username = json.NextText();
            else if (json.Says("name"u8)) name = json.NextText();
            else if (json.Says("email"u8)) email = json.NextText();
            else if (json.Says("accountId"u8) || json.Says("_account_id"u8)) id = json.NextNumber();
            else if (json.Says("tags"u8)) serviceUser = ReadServiceUser(ref json);
            else json.SkipNext();
        }

        return username is null && name is null && email is null && id is null ? null : new(username, name, email, id, serviceUser);
    }

    /// <summary>Whether the list of tags (REST only) holds SERVICE_USER.</summary>
    private static bool ReadServiceUser(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.StartArray)) return false;

        var found = false;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String) found |= json.Says("SERVICE_USER"u8);
            else json.Skip();
        }

        return found;
    }
}
