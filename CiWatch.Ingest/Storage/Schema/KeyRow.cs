using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>The last key that a table has given out: keys of rows that were removed are never given again.</summary>
internal sealed class KeyRow
{
    /// <summary>The table's name.</summary>
    public required string Name { get; init; }

    public long LastId { get; init; }
}

internal sealed class KeyRowConfiguration : IEntityTypeConfiguration<KeyRow>
{
    public void Configure(EntityTypeBuilder<KeyRow> builder)
    {
        builder.ToTable("Keys");
        builder.HasKey(k => k.Name);
    }
}
