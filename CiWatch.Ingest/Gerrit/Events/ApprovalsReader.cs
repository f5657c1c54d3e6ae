using System.Collections.Immutable;
using System.Text.Json;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>Reads the votes of a comment. Elements that name no label are passed over.</summary>
internal static class ApprovalsReader
{
    /// <summary>The votes in the order of the event; none where the value is no list.</summary>
    public static ImmutableArray<Approval> Read(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.StartArray)) return [];

        var all = ImmutableArray.CreateBuilder<Approval>(4);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                if (ReadOne(ref json) is { } approval) all.Add(approval);
            }
            else
            {
                json.Skip();
            }
        }

        return all.DrainToImmutable();
    }

    private static Approval? ReadOne(ref Utf8JsonReader json)
    {
        string? type = null, description = null;
        int? value = null, oldValue = null;
        while (json.NextProperty())
        {
            if (json.Says("type"u8)) type = ReadLabel(ref json);
            else if (json.Says("description"u8)) description = ReadLabel(ref json);
            else if (json.Says("value"u8)) value = json.NextInt();
            else if (json.Says("oldValue"u8)) oldValue = json.NextInt();
            else json.SkipNext();
        }

        return LabelName(type, description) is { } label ? new(label, value, oldValue) : null;
    }

    /// <summary>Nearly every vote is on one of these: each is one string for the life of the process.</summary>
    private static string? ReadLabel(ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.String)) return null;
        return json.Says("Verified"u8) ? "Verified"
            : json.Says("Code-Review"u8) ? "Code-Review"
            : json.Says("Workflow"u8) ? "Workflow"
            : JsonText.Decode(ref json) is { Length: > 0 } label ? label : null;
    }

    /// <summary>Gerrit up to 2.5 wrote codes, with the label's name, blanks in it, as the description.</summary>
    private static string? LabelName(string? type, string? description) => type switch
    {
        "VRIF" or "CRVW" or "APRV" or "SUBM" or null => description?.Replace(' ', '-') ?? type,
        _ => type,
    };
}
