using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>A job's name, once.</summary>
internal sealed class JobRow
{
    public long Id { get; init; }

    public required string Name { get; init; }
}

internal sealed class JobRowConfiguration : IEntityTypeConfiguration<JobRow>
{
    public void Configure(EntityTypeBuilder<JobRow> builder)
    {
        builder.ToTable("Jobs");
        builder.HasIndex(j => j.Name).IsUnique();
    }
}
