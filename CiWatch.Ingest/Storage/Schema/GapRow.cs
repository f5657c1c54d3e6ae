using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>A stretch of a server's time whose changes are still to be fetched.</summary>
internal sealed class GapRow
{
    public long ServerId { get; init; }

    public DateTimeOffset FromAt { get; init; }

    public DateTimeOffset ToAt { get; init; }
}

internal sealed class GapRowConfiguration : IEntityTypeConfiguration<GapRow>
{
    public void Configure(EntityTypeBuilder<GapRow> builder)
    {
        builder.ToTable("Gaps");
        builder.HasKey(g => new { g.ServerId, g.FromAt, g.ToAt });
        builder.HasOne<ServerRow>().WithMany().HasForeignKey(g => g.ServerId).OnDelete(DeleteBehavior.Restrict);
    }
}
