using CiWatch.App.Api;
using CiWatch.App.Components;
using CiWatch.App.Logs;
using CiWatch.App.Telemetry;
using Microsoft.Extensions.Options;

namespace CiWatch.App;

/// <summary>How the parts are joined. Tests build the same application with their own settings.</summary>
public static class CiWatchApplication
{
    /// <summary>Builds the application; nothing runs and nothing is opened before it is started.</summary>
    /// <exception cref="OptionsValidationException">Settings that make no sense, several in an <see cref="AggregateException"/>.</exception>
    /// <param name="configure">Last word on settings and services.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Named, since under a test runner another assembly is the first one, and style sheets are found by this name.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "CiWatch.App" });
        builder.WebHost.UseStaticWebAssets(); // "dotnet run" outside of Development would serve no style sheets without it
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        builder.AddLogDefaults();
        configure?.Invoke(builder);
        builder.AddCiWatchServices();
        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate(); // all settings at once, before a part stops at its own first one
        app.Services.GetRequiredService<ServiceFacts>(); // taken now: it says when the service started
        app.Services.GetRequiredService<ServiceMeter>();
        app.AddStartLine();
        app.UseRequestPipeline();
        app.MapCiWatchApi();
        app.MapPages();
        return app;
    }
}
