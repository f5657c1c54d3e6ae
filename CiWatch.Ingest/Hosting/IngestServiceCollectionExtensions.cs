using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Demo;
using CiWatch.Ingest.Gerrit;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Hosting;

/// <summary>Joins wire, pipeline, storage and boards.</summary>
public static class IngestServiceCollectionExtensions
{
    /// <summary>Whether the settings name no server, so that the demonstration is shown.</summary>
    public static bool IsDemonstration(this IConfiguration configuration) =>
        !configuration.GetSection("Gerrit:Servers").GetChildren().Any();

    /// <summary>Adds all of it. Without a server in the settings a demonstration takes its place.</summary>
    public static IServiceCollection AddCiWatchIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIngestSettings(configuration);
        services.AddSingleton<SourceStates>();
        services.AddSingleton<PipelineState>();
        services.AddSingleton<CatchUpBell>();
        services.AddSingleton(s => new LineQueue(
            QueueLimits(s), s.GetRequiredService<SourceStates>(), s.GetRequiredService<ILogger<LineQueue>>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new BoardLimits(Limits(s).CellReports, Limits(s).ReportJobs));
        services.AddSingleton<EventClock>();
        services.AddSingleton(s => new LiveStore(
            TimeSpan.FromDays(Limits(s).HistoryDays), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<LiveStore>>(),
            s.GetRequiredService<EventClock>(), s.GetRequiredService<BoardLimits>()));
        services.AddSingleton(NewDeriver);
        services.AddSingleton<TimeWarnings>();
        services.AddSingleton<HistoryLoader>();
        services.AddSingleton<BoardReload>();
        services.AddSingleton<Retention>();
        services.AddSingleton<DatabaseCheck>();
        services.AddStorage(configuration);
        services.AddHostedService<IngestPipeline>(); // before the sources: hosted services stop in reverse, and it stores what they read last
        return configuration.IsDemonstration() ? services.AddDemonstration(configuration) : services.AddServers(configuration);
    }

    /// <summary>The settings of sections "Ingest" and "Cis", and what is made of them.</summary>
    internal static IServiceCollection AddIngestSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<IngestOptions>().Bind(configuration.GetSection(IngestOptions.Section), o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.AddOptions<CiOptions>().Bind(configuration.GetSection(CiOptions.Section), o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CiOptions>, CiOptionsValidator>();
        services.AddSingleton(s => s.GetRequiredService<IOptions<CiOptions>>().Value.ToRules());
        return services;
    }

    /// <summary>What the settings say of each server.</summary>
    internal static WatchedServers Watched(GerritOptions options) => new(options.Servers.Select(s =>
        new WatchedServer(s.Name, new ProjectFilter(s.Projects).Matches, Base(s.WebUrl), Base(s.RestUrl))));

    /// <summary>What reads lines.</summary>
    internal static Deriver NewDeriver(IServiceProvider services) => new(
        services.GetRequiredService<CiRules>(), services.GetRequiredService<WatchedServers>(), services.GetRequiredService<IOptions<GerritOptions>>().Value.MaxClockSkew);

    private static string? Base(string? address) => string.IsNullOrWhiteSpace(address) ? null : address.Trim().TrimEnd('/');

    private static IngestOptions Limits(IServiceProvider services) => services.GetRequiredService<IOptions<IngestOptions>>().Value;

    private static QueueLimits QueueLimits(IServiceProvider services)
    {
        var limits = Limits(services);
        return new(limits.QueueBytes, limits.SpoolBytes, limits.SpoolFolder ?? services.GetRequiredService<Database>().Path + "-spool");
    }

    private static IServiceCollection AddDemonstration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new WatchedServers(new WatchedServer(DemoServer.Name, _ => true)));
        services.AddSingleton<IPostConfigureOptions<DatabaseOptions>, DemoDatabase>();
        return services.AddDemoServer(configuration);
    }

    private static IServiceCollection AddServers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(s => Watched(s.GetRequiredService<IOptions<GerritOptions>>().Value));
        return services.AddGerritServers(configuration);
    }
}
