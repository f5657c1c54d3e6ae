using System.Text.Json.Serialization;
using CiWatch.App.Addresses;
using CiWatch.App.Api;
using CiWatch.App.Changes;
using CiWatch.App.Configuration;
using CiWatch.App.Errors;
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
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

namespace CiWatch.App;

/// <summary>The services of the application.</summary>
internal static class CiWatchServices
{
    public static void AddCiWatchServices(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddCiWatchIngest(builder.Configuration);
        services.AddSingleton(new DemoMode(builder.Configuration.IsDemonstration()));
        services.AddSingleton(s => new ServiceFacts(ThisVersion, s.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddGrids();
        services.AddSite();
        services.AddMachines();
        services.AddPages();
    }

    /// <summary>What pages and machines are shown.</summary>
    private static void AddGrids(this IServiceCollection services)
    {
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
    }

    /// <summary>What holds for every request.</summary>
    private static void AddSite(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiteOptions>, SiteOptionsValidator>();
        services.AddSingleton<PublicAddress>();
        services.Configure<HostFilteringOptions>(o => o.AllowedHosts = ["*"]); // HostCheck does it
        services.AddKnownProxies();
        services.AddVisitorLimits();
        services.AddProtectionKeys();
        services.AddExceptionHandler<UnhandledErrors>();
        services.AddProblemDetails();
        services.AddCors();
        services.AddOutputCache();
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true; // pages hold no secret that compression could leak
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/atom+xml", "image/svg+xml"];
        });
    }

    /// <summary>What machines read: the API's description, metrics, health, the hub.</summary>
    private static void AddMachines(this IServiceCollection services)
    {
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict); // else a number is described as "or a string"
        services.AddServiceMetrics();
        services.AddHealthChecks().AddCheck<PipelineCheck>("pipeline", tags: ["ready"]);
        services.AddSingleton<VoteFeed>();
        services.AddHostedService(s => s.GetRequiredService<VoteFeed>());
        services.AddSignalR().AddHubOptions<VotesHub>(_ => { }); // else options of this one hub are not looked at
        services.AddOptions<HubOptions<VotesHub>>().Configure<IOptions<LimitOptions>>((hub, limits) => hub.MaximumReceiveMessageSize = limits.Value.HubMessageBytes);
    }

    private static void AddPages(this IServiceCollection services)
    {
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddNoAntiforgery();
    }

    private static string ThisVersion =>
        typeof(CiWatchApplication).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
