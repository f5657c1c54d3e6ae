using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One change as the newest event describes it.</summary>
internal sealed class ChangeRow
{
    public long Id { get; init; }

    public long ServerId { get; init; }

    public ServerRow? Server { get; init; }

    public long Number { get; init; }

    public long ProjectId { get; init; }

    public ProjectRow? Project { get; init; }

    public required string Branch { get; init; }

    /// <summary>Gerrit's Change-Id ("I…").</summary>
    public string? ChangeId { get; init; }

    public required string Subject { get; init; }

    public long? OwnerId { get; init; }

    public AccountRow? Owner { get; init; }

    public string? Url { get; init; }

    public string? Topic { get; init; }

    /// <summary>As <see cref="ChangeInfo.Hashtags"/>.</summary>
    public string? Hashtags { get; init; }

    public bool Wip { get; init; }

    public ChangeStatus Status { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Time of the newest event that said the status.</summary>
    public DateTimeOffset StatusAt { get; init; }

    /// <summary>Time of the newest event that described the change.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}

internal sealed class ChangeRowConfiguration : IEntityTypeConfiguration<ChangeRow>
{
    public void Configure(EntityTypeBuilder<ChangeRow> builder)
    {
        builder.ToTable("Changes");
        builder.HasOne(c => c.Server).WithMany().HasForeignKey(c => c.ServerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Project).WithMany().HasForeignKey(c => c.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Owner).WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        // The number first: pages ask for a change by its number alone, too.
        builder.HasIndex(c => new { c.Number, c.ServerId }).IsUnique();
    }
}
