using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One Gerrit server, with counts since the database was made.</summary>
internal sealed class ServerRow
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public long Events { get; init; }

    public long Reports { get; init; }

    public long Malformed { get; init; }

    public long Dropped { get; init; }

    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>Up to this time of the server's own clock its history is stored, but for the gaps.</summary>
    public DateTimeOffset? CaughtUpTo { get; init; }
}

internal sealed class ServerRowConfiguration : IEntityTypeConfiguration<ServerRow>
{
    public void Configure(EntityTypeBuilder<ServerRow> builder)
    {
        builder.ToTable("Servers");
        builder.HasIndex(s => s.Name).IsUnique();
    }
}
