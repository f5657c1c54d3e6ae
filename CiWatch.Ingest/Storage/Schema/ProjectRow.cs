using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One project of one server.</summary>
internal sealed class ProjectRow
{
    public long Id { get; init; }

    public long ServerId { get; init; }

    public ServerRow? Server { get; init; }

    public required string Name { get; init; }
}

internal sealed class ProjectRowConfiguration : IEntityTypeConfiguration<ProjectRow>
{
    public void Configure(EntityTypeBuilder<ProjectRow> builder)
    {
        builder.ToTable("Projects");
        builder.HasOne(p => p.Server).WithMany().HasForeignKey(p => p.ServerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.ServerId, p.Name }).IsUnique();
    }
}
