using Microsoft.AspNetCore.Http.HttpResults;

namespace CiWatch.App.Api;

/// <summary>Errors as RFC 9457 problems that say what to do next.</summary>
internal static class Problems
{
    public static ProblemHttpResult Bad(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
