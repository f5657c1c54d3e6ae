using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Storage;

/// <summary>Adds the database, its writer and its readers.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Binds section "Database" and checks it at start. <see cref="Database.Prepare"/> has to run before anything else is asked.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section), o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddSingleton<Database>();
        services.AddSingleton<BatchWriter>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<TimeRepair>();
        services.AddSingleton<IPositions, PositionReader>();
        return services;
    }
}
