using System.Text.Json;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>The types that make up nearly all of a stream, so that each is one string for the life of the process.</summary>
internal static class EventTypes
{
    /// <summary>Reads the type's name; null where it is no string.</summary>
    public static string? Read(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String) return json.SkipAndSayNothing();
        return json.Says("ref-updated"u8) ? "ref-updated"
            : json.Says("comment-added"u8) ? "comment-added"
            : json.Says("patchset-created"u8) ? "patchset-created"
            : json.Says("change-merged"u8) ? "change-merged"
            : json.Says("ref-replicated"u8) ? "ref-replicated"
            : json.Says("ref-replication-scheduled"u8) ? "ref-replication-scheduled"
            : json.Says("ref-replication-done"u8) ? "ref-replication-done"
            : JsonText.Decode(ref json);
    }
}
