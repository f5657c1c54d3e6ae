using Microsoft.Net.Http.Headers;

namespace CiWatch.App.Api;

/// <summary>
/// Tags of answers: whoever sends one back is told 304 while nothing changed. Weak, since the bytes on the way may be compressed in one way or
/// another.
/// </summary>
internal static class Tag
{
    /// <summary>Of this process: what it counts, the next one counts anew.</summary>
    private static readonly string Ours = Guid.NewGuid().ToString("N")[..12];

    /// <summary>A tag of what an answer is made of, for answers that are large: known before the answer is made.</summary>
    public static string Of(params ReadOnlySpan<long> parts) => $"{Ours}-{string.Join('-', parts.ToArray())}";

    /// <summary>
    /// Sends the tag, and says whether the client has that answer. Then the status is 304, and nothing is to follow.
    /// </summary>
    /// <param name="fresh">How long the answer may be shown without asking again; nothing: always ask.</param>
    public static bool IsKnown(HttpContext http, string tag, TimeSpan fresh = default)
    {
        var ours = new EntityTagHeaderValue($"\"{tag}\"", isWeak: true);
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = ours;
        headers.CacheControl = fresh > TimeSpan.Zero ? new() { Public = true, MaxAge = fresh } : new() { NoCache = true };
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(ours, useStrongComparison: false))) return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
