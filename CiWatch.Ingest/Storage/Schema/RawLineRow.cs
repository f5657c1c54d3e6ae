using CiWatch.Ingest.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One line as it came. Keys grow with the time of arrival: the oldest lines are the lowest keys.</summary>
internal sealed class RawLineRow
{
    public long Id { get; init; }

    public long ServerId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? EventAt { get; init; }

    public string? Type { get; init; }

    /// <summary>How it is read.</summary>
    public LineSource Source { get; init; }

    public string? Fault { get; init; }

    public required byte[] Bytes { get; init; }
}

internal sealed class RawLineRowConfiguration : IEntityTypeConfiguration<RawLineRow>
{
    public void Configure(EntityTypeBuilder<RawLineRow> builder)
    {
        builder.ToTable("RawLines");
        builder.HasOne<ServerRow>().WithMany().HasForeignKey(l => l.ServerId).OnDelete(DeleteBehavior.Restrict);
        // For replays, which ask whether a line is here already.
        builder.HasIndex(l => new { l.ServerId, l.EventAt });
        // For the look at malformed lines; costs nothing where there are none.
        builder.HasIndex(l => l.ServerId).HasFilter("\"Fault\" IS NOT NULL").HasDatabaseName("IX_RawLines_Faults");
    }
}
