using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>The schema, and what pages ask of it. The hot path writes with prepared commands instead (see Writing).</summary>
internal sealed class CiWatchContext(DbContextOptions<CiWatchContext> options) : DbContext(options)
{
    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<PatchSetRow> PatchSets => Set<PatchSetRow>();

    public DbSet<ReportRow> Reports => Set<ReportRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite compares no DateTimeOffset: times are whole unix milliseconds, UTC.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        // Each index is paid for with every insert: only those that the configurations name.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CiWatchContext).Assembly);
        // Plain INTEGER PRIMARY KEY: SQLite gives the next key by itself, and AUTOINCREMENT would cost a write for each row.
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.FindPrimaryKey()!.Properties) property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }
}
