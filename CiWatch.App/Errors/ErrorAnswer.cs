namespace CiWatch.App.Errors;

/// <summary>An error as who asks can read it: problem details (RFC 9457) for machines, a small page for people.</summary>
internal static class ErrorAnswer
{
    /// <summary>Whether the answer is read by a program: by its address, or since no page is asked for by any other way than GET.</summary>
    public static bool IsForMachine(HttpRequest request) =>
        MachinePaths.Contains(request.Path) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    /// <summary>Writes it.</summary>
    /// <param name="detail">What is wrong and what to do next. It is shown to everyone: nothing of this machine belongs into it.</param>
    public static Task WriteAsync(HttpContext http, int status, string detail)
    {
        http.Response.Headers.CacheControl = "no-store";
        return IsForMachine(http.Request)
            ? TypedResults.Problem(detail, statusCode: status).ExecuteAsync(http)
            : TypedResults.Content(ErrorDocument.Html(status, detail), "text/html; charset=utf-8", statusCode: status).ExecuteAsync(http);
    }

    /// <summary>What to do next after a status that came without words.</summary>
    public static string Advice(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address. /openapi/v1.json describes the API.",
        StatusCodes.Status405MethodNotAllowed => "This address is read only: use GET.",
        StatusCodes.Status400BadRequest => "The request makes no sense here. /openapi/v1.json describes the API.",
        StatusCodes.Status413PayloadTooLarge => "The request is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The request's content is of a type that is not read here.",
        >= 500 => "The service could not answer. Try again in a minute; if it stays so, tell its operator.",
        _ => "The request was not answered.",
    };
}
