using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CiWatch.Ingest.Gerrit.Events;

/// <summary>
/// Steps over JSON that forgive a wrong kind of value: the value is skipped and counts as missing. All of them start on a
/// property's name and end on the last token of its value.
/// </summary>
internal static class JsonWalk
{
    /// <summary>
    /// Whether the name or string that the reader stands on is this one. The framework's ValueTextEquals throws at "\ud800".
    /// </summary>
    public static bool Says(this ref Utf8JsonReader json, ReadOnlySpan<byte> text) => json.ValueIsEscaped
        ? json.ValueSpan.Length <= 6 * text.Length && Encoding.UTF8.GetBytes(JsonText.Decode(ref json)).AsSpan().SequenceEqual(text)
        : json.ValueSpan.SequenceEqual(text);

    /// <summary>Moves on to the next property's name; false at the object's end.</summary>
    public static bool NextProperty(this ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves into the property's value; false, with the value skipped, where it does not begin with this token.</summary>
    public static bool NextIs(this ref Utf8JsonReader json, JsonTokenType token)
    {
        json.Read();
        if (json.TokenType == token) return true;
        json.Skip();
        return false;
    }

    /// <summary>Inside a list, moves into its next object; what is no object is skipped. False at the list's end.</summary>
    public static bool NextObject(this ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) return true;
            json.Skip();
        }

        return false;
    }

    /// <summary>Skips the property's value.</summary>
    public static void SkipNext(this ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    /// <summary>Skips the value that the reader stands on, which is of no use here.</summary>
    public static string? SkipAndSayNothing(this ref Utf8JsonReader json)
    {
        json.Skip();
        return null;
    }

    /// <summary>A text; null where it is empty or none.</summary>
    public static string? NextText(this ref Utf8JsonReader json) =>
        json.NextIs(JsonTokenType.String) && JsonText.Decode(ref json) is { Length: > 0 } text ? text : null;

    /// <summary>The texts of a set, sorted, with commas between; null where there are none. Sources tell sets in any order.</summary>
    public static string? NextSet(this ref Utf8JsonReader json)
    {
        if (!json.NextIs(JsonTokenType.StartArray)) return null;
        List<string> texts = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String && JsonText.Decode(ref json) is { Length: > 0 } text) texts.Add(text);
            else json.Skip();
        }

        return texts is [] ? null : string.Join(',', texts.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// A text, or the text of a member where the value is an object: plugins write "project" and "changeKey" as their classes stand.
    /// </summary>
    public static string? NextTextOrMember(this ref Utf8JsonReader json, ReadOnlySpan<byte> member, ReadOnlySpan<byte> otherwise = default)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return JsonText.Decode(ref json) is { Length: > 0 } text ? text : null;
        if (json.TokenType != JsonTokenType.StartObject) return json.SkipAndSayNothing();

        string? found = null;
        while (json.NextProperty())
        {
            if (json.Says(member) || (!otherwise.IsEmpty && json.Says(otherwise))) found = json.NextText();
            else json.SkipNext();
        }

        return found;
    }

    /// <summary>A whole number, written as one (Gerrit 2.14 on) or as a text (before; votes always). Null where it is neither or too large.</summary>
    public static long? NextNumber(this ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number) return json.TryGetInt64(out var number) ? number : null;
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }

        var text = json.ValueSpan;
        if (text is [(byte)'+', .. var digits]) text = digits; // labels are written "+1" as well
        return Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length ? value : null;
    }

    /// <summary>A whole number that fits an int; null where it does not.</summary>
    public static int? NextInt(this ref Utf8JsonReader json) =>
        json.NextNumber() is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>Seconds since 1970; null where they are none or no calendar reaches them.</summary>
    public static DateTimeOffset? NextTime(this ref Utf8JsonReader json) => Time(json.NextNumber());

    /// <summary>The time of so many seconds since 1970; null where no calendar reaches it.</summary>
    public static DateTimeOffset? Time(long? seconds) =>
        seconds is { } s and > 0 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(s) : null;

    /// <summary>True or false; null where it is neither.</summary>
    public static bool? NextTruth(this ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False) return json.TokenType == JsonTokenType.True;
        json.Skip();
        return null;
    }

    /// <summary>True only for the literal true.</summary>
    public static bool NextFlag(this ref Utf8JsonReader json) => json.NextIs(JsonTokenType.True);
}
