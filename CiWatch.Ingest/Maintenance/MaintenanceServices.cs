using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Ingest.Maintenance;

/// <summary>The commands' operations, on the same settings and database as the service, which may run meanwhile.</summary>
public sealed class MaintenanceServices : IDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>Reads the settings and makes the database ready, as the service does at its start.</summary>
    /// <exception cref="StorageException">The database can't be used; says what the operator has to do.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting makes no sense.</exception>
    public MaintenanceServices(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddIngestSettings(configuration).AddGerritSettings(configuration).AddStorage(configuration);
        services.AddSingleton(s => IngestServiceCollectionExtensions.Watched(s.GetRequiredService<Microsoft.Extensions.Options.IOptions<GerritOptions>>().Value));
        services.AddSingleton(IngestServiceCollectionExtensions.NewDeriver).AddSingleton<RawLineReader>();
        services.AddSingleton<Import>().AddSingleton<Export>().AddSingleton<Reparse>().AddSingleton<Backup>();
        _services = services.BuildServiceProvider();
        _services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();
    }

    /// <summary>Whether the settings name this server, so that pages show it.</summary>
    public bool Knows(string server) => _services.GetRequiredService<WatchedServers>().Find(server) is not null;

    /// <summary>See <see cref="Maintenance.Import"/>.</summary>
    public ImportResult Import(string path, string server, Action<long, long> progress, CancellationToken cancel)
    {
        _services.GetRequiredService<Database>().Prepare();
        return _services.GetRequiredService<Import>().Run(path, server, progress, cancel);
    }

    /// <summary>See <see cref="Maintenance.Export"/>.</summary>
    public ExportResult Export(string? server, Stream to, CancellationToken cancel)
    {
        PrepareExisting();
        return _services.GetRequiredService<Export>().Run(server, to, cancel);
    }

    /// <summary>See <see cref="Maintenance.Reparse"/>.</summary>
    public RewriteCount Reparse(Action<long, long> progress, CancellationToken cancel)
    {
        PrepareExisting();
        return _services.GetRequiredService<Reparse>().Run(progress, cancel);
    }

    /// <summary>See <see cref="Maintenance.Backup"/>.</summary>
    public long Backup(string path)
    {
        PrepareExisting();
        return _services.GetRequiredService<Backup>().Run(path);
    }

    /// <summary>See <see cref="Maintenance.Check"/>.</summary>
    public CheckResult Check()
    {
        PrepareExisting();
        using Soundness soundness = new(_services.GetRequiredService<Database>());
        return Maintenance.Check.Run(soundness);
    }

    /// <inheritdoc />
    public void Dispose() => _services.Dispose();

    /// <summary>Makes none where there is none: a slip in the setting should not look like an empty database.</summary>
    private void PrepareExisting()
    {
        var database = _services.GetRequiredService<Database>();
        if (!File.Exists(database.Location.Path))
            throw new StorageException($"Database:ConnectionString: there is no database at {database.Location.Path}.");
        database.Prepare();
    }
}
