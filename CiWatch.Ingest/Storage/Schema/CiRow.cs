using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One CI: an account and, where it has several, one of its pipelines.</summary>
internal sealed class CiRow
{
    public long Id { get; init; }

    public long AccountId { get; init; }

    public AccountRow? Account { get; init; }

    /// <summary>Empty where there is none: SQLite holds no two nulls for equal, so null would escape the unique index.</summary>
    public required string Pipeline { get; init; }
}

internal sealed class CiRowConfiguration : IEntityTypeConfiguration<CiRow>
{
    public void Configure(EntityTypeBuilder<CiRow> builder)
    {
        builder.ToTable("Cis");
        builder.HasOne(c => c.Account).WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.AccountId, c.Pipeline }).IsUnique();
    }
}
