using System.Text.Json;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>Reads an account: any of its parts may be missing (a bot has no e-mail, Gerrit itself has nothing at all).</summary>
internal static class AccountReader
{
    /// <summary>Null where nothing tells who it is.</summary>
    public static Account? Read(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.StartObject)) return null;

        string? username = null, name = null, email = null;
        long? id = null;
        while (json.NextProperty())
        {
            if (json.Says("username"u8)) username = json.NextText();
            else if (json.Says("name"u8)) name = json.NextText();
            else if (json.Says("email"u8)) email = json.NextText();
            else if (json.Says("accountId"u8)) id = json.NextNumber();
            else json.SkipNext();
        }

        return username is null && name is null && email is null && id is null ? null : new(username, name, email, id);
    }
}
