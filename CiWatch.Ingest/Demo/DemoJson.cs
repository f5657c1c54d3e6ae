using System.Globalization;
using System.Text.Json;

namespace CiWatch.Ingest.Demo;

/// <summary>The objects that events are made of.</summary>
internal static class DemoJson
{
    public static void Account(this Utf8JsonWriter json, string name, DemoAccount account)
    {
        json.WriteStartObject(name);
        json.WriteString("name", account.Name);
        json.WriteString("email", account.Email);
        json.WriteString("username", account.Username);
        json.WriteEndObject();
    }

    public static void Vote(this Utf8JsonWriter json, DemoVote vote)
    {
        json.WriteStartObject();
        json.WriteString("type", vote.Label);
        json.WriteString("description", vote.Label);
        json.WriteString("value", Text(vote.Value));
        if (vote.Old is { } old) json.WriteString("oldValue", Text(old));
        json.WriteEndObject();
    }

    public static void PatchSet(this Utf8JsonWriter json, DemoPatchSet patchSet, DemoChange change)
    {
        json.WriteStartObject("patchSet");
        json.WriteNumber("number", patchSet.Number);
        json.WriteString("revision", patchSet.Revision);
        json.WriteStartArray("parents");
        json.WriteStringValue(patchSet.Parent);
        json.WriteEndArray();
        json.WriteString("ref", $"{change.RefHead}/{patchSet.Number}");
        json.Account("uploader", change.Owner);
        json.WriteNumber("createdOn", patchSet.CreatedAt.ToUnixTimeSeconds());
        json.Account("author", change.Owner);
        json.WriteString("kind", patchSet.Kind);
        json.WriteNumber("sizeInsertions", patchSet.Insertions);
        json.WriteNumber("sizeDeletions", -patchSet.Deletions);
        json.WriteEndObject();
    }

    /// <summary>The change, and the fields that Gerrit repeats of it beside it.</summary>
    public static void Change(this Utf8JsonWriter json, DemoChange change)
    {
        json.WriteStartObject("change");
        json.WriteString("project", change.Project.Name);
        json.WriteString("branch", change.Branch);
        if (change.Topic is not null) json.WriteString("topic", change.Topic);
        json.WriteString("id", change.Id);
        json.WriteNumber("number", change.Number);
        json.WriteString("subject", change.Subject);
        json.Account("owner", change.Owner);
        json.WriteString("url", change.Url);
        json.WriteString("commitMessage", $"{change.Subject}\n\nInvented for the demonstration.\n\nChange-Id: {change.Id}\n");
        if (change.Hashtag is not null)
        {
            json.WriteStartArray("hashtags");
            json.WriteStringValue(change.Hashtag);
            json.WriteEndArray();
        }

        json.WriteNumber("createdOn", change.CreatedAt.ToUnixTimeSeconds());
        json.WriteString("status", change.Status);
        if (change.Wip) json.WriteBoolean("wip", true);
        json.WriteEndObject();
        json.WriteString("project", change.Project.Name);
        json.WriteString("refName", "refs/heads/" + change.Branch);
        json.WriteStartObject("changeKey");
        json.WriteString("id", change.Id);
        json.WriteEndObject();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
