using System.Globalization;
using System.Text.Json;
using CiWatch.Ingest.Gerrit.Events;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>Reads the API's times: "2006-01-02 15:04:05.000000000", in UTC without saying so.</summary>
internal static class RestTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The property's value, cut to whole seconds as the other sources tell it; null where it is no time.</summary>
    public static DateTimeOffset? Next(ref Utf8JsonReader json)
    {
        if (json.NextText() is not { } text || text.Length < Format.Length) return null;
        var fraction = text.AsSpan(Format.Length);
        if (!fraction.IsEmpty && (fraction[0] != '.' || fraction[1..].ContainsAnyExceptInRange('0', '9'))) return null;
        return DateTimeOffset.TryParseExact(text.AsSpan(0, Format.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time : null;
    }
}
