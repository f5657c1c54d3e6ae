using CiWatch.Ingest.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Demo;

/// <summary>Adds the demonstration server.</summary>
public static class DemoServiceCollectionExtensions
{
    /// <summary>
    /// Adds the demonstration server, set by the section "Demo". Needs <see cref="Intake.LineQueue"/>, <see cref="Intake.SourceStates"/>
    /// and a <see cref="TimeProvider"/>. Its history begins anew at each start, so its database should too.
    /// </summary>
    public static IServiceCollection AddDemoServer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section), o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        return services.AddHostedService<DemoServer>();
    }
}
