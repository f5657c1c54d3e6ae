using System.Text.Json.Serialization;
using CiWatch.App.Api;
using CiWatch.App.Changes;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.App.Hubs;
using CiWatch.App.Limits;
using CiWatch.App.Search;
using CiWatch.App.Security;
using CiWatch.App.Telemetry;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

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
        configure?.Invoke(builder);
        AddServices(builder);
        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate(); // all settings at once, before a part stops at its own first one
        UseMiddleware(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddCiWatchIngest(builder.Configuration);
        services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PageOptions>, PageOptionsValidator>();
        services.AddSingleton(s => new GridFeed(
            s.GetRequiredService<LiveStore>(), s.GetRequiredService<SourceStates>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<IOptions<PageOptions>>().Value.Rules(s.GetRequiredService<CiRules>().Gate),
            s.GetRequiredService<ILogger<GridFeed>>()));
        services.AddSingleton(s => s.GetRequiredService<IOptions<LimitOptions>>().Value.Reports);
        services.AddSingleton<ProjectDirectory>();
        services.AddSingleton<ChangeDirectory>();
        services.AddSingleton<CiContacts>();
        services.AddSingleton<SearchService>();
        services.AddSingleton(new DemoMode(builder.Configuration.IsDemonstration()));
        services.AddSingleton(s => new ServiceFacts(ThisVersion, s.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddHealthChecks().AddCheck<PipelineCheck>("pipeline", tags: ["ready"]);
        services.AddProblemDetails();
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true; // pages hold no secret that compression could leak
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/atom+xml", "image/svg+xml"];
        });
        services.AddMachines();
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
    }

    private static void UseMiddleware(WebApplication app)
    {
        app.Services.GetRequiredService<ServiceFacts>(); // taken now: it says when the service started
        app.Services.GetRequiredService<ServiceMeter>();
        app.UseContentSecurityPolicy();
        app.UseVisitorLimits();
        app.UseResponseCompression();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseOutputCache();
        app.UseAntiforgery();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapStaticAssets();
        app.MapCiWatchApi();
        app.MapRazorComponents<Components.App>().AddInteractiveServerRenderMode(o =>
        {
            o.ContentSecurityFrameAncestorsPolicy = null; // ours is stricter, and two would confuse
            // Each connection would keep a compression window of 330 KB; without context takeover it is 30.
            o.ConfigureWebSocketAcceptContext = (_, context) =>
            {
                context.DangerousEnableCompression = true;
                context.DisableServerContextTakeover = true;
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>What machines read: limits, the hub, metrics, the API's description.</summary>
    private static void AddMachines(this IServiceCollection services)
    {
        services.AddVisitorLimits();
        services.AddOutputCache();
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict); // else a number is described as "or a string"
        services.AddServiceMetrics();
        services.AddSingleton<VoteFeed>();
        services.AddHostedService(s => s.GetRequiredService<VoteFeed>());
        services.AddSignalR().AddHubOptions<VotesHub>(_ => { }); // else options of this one hub are not looked at
        services.AddOptions<HubOptions<VotesHub>>().Configure<IOptions<LimitOptions>>((hub, limits) => hub.MaximumReceiveMessageSize = limits.Value.HubMessageBytes);
    }

    private static string ThisVersion =>
        typeof(CiWatchApplication).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
