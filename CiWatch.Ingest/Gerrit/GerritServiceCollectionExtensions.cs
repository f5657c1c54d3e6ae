using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.Ssh;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Gerrit;

/// <summary>Adds the watching of Gerrit servers over SSH.</summary>
public static class GerritServiceCollectionExtensions
{
    /// <summary>
    /// Reads and checks the section "Gerrit", and connects its servers while the host runs. Needs LineQueue, SourceStates and
    /// TimeProvider from elsewhere.
    /// </summary>
    public static IServiceCollection AddGerritServers(this IServiceCollection services, IConfiguration configuration)
    {
        return services.AddGerritSettings(configuration).AddHostedService<GerritWorkers>();
    }

    /// <summary>The section "Gerrit" alone, checked.</summary>
    public static IServiceCollection AddGerritSettings(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<GerritOptions>().Bind(configuration.GetSection(GerritOptions.Section), o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<GerritOptions>, GerritOptionsValidator>();
    }
}
