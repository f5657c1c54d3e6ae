using CiWatch.App.Errors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CiWatch.App.Components.Layout;

/// <summary>
/// Keeps a page that fails from taking the circuit with it. The reader gets a number, the log gets the same number with the
/// error; no error text goes to the page, for it may quote what only the operator should see.
/// </summary>
public sealed partial class PageBoundary(ILogger<PageBoundary> logger) : ErrorBoundaryBase
{
    private string _number = "";

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        _number = ErrorNumber.Next();
        Log.Failed(logger, exception, _number);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<BrokenPage>(1);
        builder.AddComponentParameter(2, nameof(BrokenPage.Number), _number);
        builder.AddComponentParameter(3, nameof(BrokenPage.OnAgain), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A page could not be built; its reader was given number {Number}")]
        public static partial void Failed(ILogger logger, Exception error, string number);
    }
}
