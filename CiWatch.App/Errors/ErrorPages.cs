namespace CiWatch.App.Errors;

/// <summary>Puts words into answers that have a status alone.</summary>
internal static class ErrorPages
{
    /// <summary>
    /// Machines get problem details, people the page /not-found. The latter stands outside and on the application itself, for in a branch it
    /// would not find the page; what has words already it leaves alone.
    /// </summary>
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseWhen(
            http => ErrorAnswer.IsForMachine(http.Request),
            machines => machines.UseStatusCodePages(context => ErrorAnswer.WriteAsync(
                context.HttpContext, context.HttpContext.Response.StatusCode, ErrorAnswer.Advice(context.HttpContext.Response.StatusCode))));
    }
}
