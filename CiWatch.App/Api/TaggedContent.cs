using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CiWatch.App.Api;

/// <summary>
/// An answer with a tag made of its content: whoever sends the tag back is told 304 while nothing changed. Weak, since the bytes on the way
/// may be compressed in one way or another.
/// </summary>
/// <param name="fresh">How long it may be shown without asking again; nothing: always ask.</param>
internal sealed class TaggedContent(byte[] body, string contentType, TimeSpan fresh = default, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"", isWeak: true);
        var headers = httpContext.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = fresh > TimeSpan.Zero ? new() { Public = true, MaxAge = fresh } : new() { NoCache = true };
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(tag, useStrongComparison: false)))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = contentType;
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
