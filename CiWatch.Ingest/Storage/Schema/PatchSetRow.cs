using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One patch set.</summary>
internal sealed class PatchSetRow
{
    public long Id { get; init; }

    public long ChangeId { get; init; }

    public ChangeRow? Change { get; init; }

    public int Number { get; init; }

    /// <summary>The change's project once more, so that one index serves "the newest of a project".</summary>
    public long ProjectId { get; init; }

    /// <summary>As Gerrit says; else the time of the first event that named it.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    public string? Kind { get; init; }

    public string? Revision { get; init; }

    public string? Ref { get; init; }

    public long? UploaderId { get; init; }

    public AccountRow? Uploader { get; init; }

    public ICollection<ReportRow> Reports { get; } = [];
}

internal sealed class PatchSetRowConfiguration : IEntityTypeConfiguration<PatchSetRow>
{
    public void Configure(EntityTypeBuilder<PatchSetRow> builder)
    {
        builder.ToTable("PatchSets");
        builder.HasOne(p => p.Change).WithMany().HasForeignKey(p => p.ChangeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ProjectRow>().WithMany().HasForeignKey(p => p.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Uploader).WithMany().HasForeignKey(p => p.UploaderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.ChangeId, p.Number }).IsUnique();
        builder.HasIndex(p => new { p.ProjectId, p.CreatedAt });
    }
}
