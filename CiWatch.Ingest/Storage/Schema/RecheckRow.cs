using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>A person's request to run again.</summary>
internal sealed class RecheckRow
{
    public long Id { get; init; }

    public long PatchSetId { get; init; }

    public long AccountId { get; init; }

    /// <summary>The CI that is asked; null where all are.</summary>
    public string? Target { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Text { get; init; }

    /// <summary>See <see cref="ReportRow.RawLineId"/>.</summary>
    public long RawLineId { get; init; }

    public ReportSources Sources { get; init; }

    /// <summary>See <see cref="ReportRow.EventAt"/>.</summary>
    public DateTimeOffset? EventAt { get; init; }
}

internal sealed class RecheckRowConfiguration : IEntityTypeConfiguration<RecheckRow>
{
    public void Configure(EntityTypeBuilder<RecheckRow> builder)
    {
        builder.ToTable("Rechecks");
        builder.HasOne<PatchSetRow>().WithMany().HasForeignKey(r => r.PatchSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.PatchSetId, r.At });
        builder.HasIndex(r => r.RawLineId);
    }
}
