namespace CiWatch.App.Errors;

/// <summary>Puts words into answers that have a status alone.</summary>
internal static class ErrorPages
{
    /// <summary>Machines get problem details, people the page /not-found.</summary>
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseWhen(
            http => ErrorAnswer.IsForMachine(http.Request),
            machines => machines.UseStatusCodePages(context => ErrorAnswer.WriteAsync(
                context.HttpContext, context.HttpContext.Response.StatusCode, ErrorAnswer.Advice(context.HttpContext.Response.StatusCode))));
        app.UseWhen(
            http => !ErrorAnswer.IsForMachine(http.Request),
            people => people.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }
}
