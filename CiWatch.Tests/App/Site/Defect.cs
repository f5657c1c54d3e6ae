using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace CiWatch.Tests.App.Site;

/// <summary>A part of the program that fails wherever no other part answers.</summary>
internal sealed class Defect(string message) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Run(_ => throw new InvalidOperationException(message));
    };
}
