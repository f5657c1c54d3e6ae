using Microsoft.AspNetCore.Diagnostics;

namespace CiWatch.App.Errors;

/// <summary>Answers a request that a defect ended: who asked gets a number, the log the same number with the error.</summary>
internal sealed partial class UnhandledErrors(ILogger<UnhandledErrors> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException bad)
        {
            await ErrorAnswer.WriteAsync(httpContext, bad.StatusCode, ErrorAnswer.Advice(bad.StatusCode));
            return true;
        }

        var number = ErrorNumber.Next();
        Log.Failed(log, exception, httpContext.Request.Method, httpContext.Request.Path, number);
        await ErrorAnswer.WriteAsync(
            httpContext, StatusCodes.Status500InternalServerError,
            $"{ErrorAnswer.Advice(StatusCodes.Status500InternalServerError)} The log has the error by the number {number}.");
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} was not answered because of a defect; whoever asked was given number {Number}")]
        public static partial void Failed(ILogger log, Exception error, string method, string? path, string number);
    }
}
