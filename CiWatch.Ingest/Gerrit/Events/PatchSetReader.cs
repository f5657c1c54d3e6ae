using System.Text.Json;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>Reads a patch set.</summary>
internal static class PatchSetReader
{
    /// <summary>Null where it has no number: then nothing can be kept by it.</summary>
    public static PatchSetInfo? Read(ref Utf8JsonReader json) => json.NextIs(JsonTokenType.StartObject) ? ReadObject(ref json) : null;

    /// <summary>The same, from the opening brace on.</summary>
    public static PatchSetInfo? ReadObject(ref Utf8JsonReader json)
    {
        int? number = null;
        string? kind = null, revision = null, refName = null;
        DateTimeOffset? createdAt = null;
        Account? uploader = null;
        while (json.NextProperty())
        {
            if (json.Says("number"u8)) number = json.NextInt();
            else if (json.Says("revision"u8)) revision = json.NextText();
            else if (json.Says("ref"u8)) refName = json.NextText();
            else if (json.Says("uploader"u8)) uploader = AccountReader.Read(ref json);
            else if (json.Says("createdOn"u8)) createdAt = json.NextTime();
            else if (json.Says("kind"u8)) kind = json.NextText();
            else json.SkipNext();
        }

        return number is > 0 and var known ? new(known, kind, createdAt, uploader, revision, refName) : null;
    }
}
