using System.Security.Cryptography;

namespace CiWatch.App.Api;

/// <summary>An answer with a tag made of its content: see <see cref="Tag"/>.</summary>
/// <param name="fresh">How long it may be shown without asking again; nothing: always ask.</param>
internal sealed class TaggedContent(byte[] body, string contentType, TimeSpan fresh = default, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (Tag.IsKnown(httpContext, Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12)), fresh)) return;
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = contentType;
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
