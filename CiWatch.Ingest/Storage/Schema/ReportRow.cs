using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>
/// One report without its text. Narrow on purpose: measures read millions of these, and sixty fit on a page of the file.
/// Equal reports are real (one CI may say the same twice in one second), so nothing here is unique.
/// </summary>
internal sealed class ReportRow
{
    /// <summary>Grows with the order of writing.</summary>
    public long Id { get; init; }

    public long PatchSetId { get; init; }

    public PatchSetRow? PatchSet { get; init; }

    public long CiId { get; init; }

    public CiRow? Ci { get; init; }

    public Phase Phase { get; init; }

    public Outcome? Outcome { get; init; }

    public int? Vote { get; init; }

    public DateTimeOffset ReportedAt { get; init; }

    public bool Contradiction { get; init; }

    public string? Tag { get; init; }

    /// <summary>The line it was derived from. No foreign key: lines are kept for months, reports for years.</summary>
    public long RawLineId { get; init; }

    public ReportSources Sources { get; init; }

    /// <summary>The event's time where it is not <see cref="ReportedAt"/>; null where it is, or where no event told the report.</summary>
    public DateTimeOffset? EventAt { get; init; }

    /// <summary>Gerrit's own key of the message, from REST.</summary>
    public string? MessageId { get; init; }

    /// <summary>See <see cref="Votes.Matching.TextKey"/>; null where an earlier version wrote the report: then it is set when it is first asked for.</summary>
    public long? TextKey { get; init; }

    /// <summary>The same of <see cref="ReportTextRow.EventText"/>.</summary>
    public long? EventTextKey { get; init; }

    public ReportTextRow? Text { get; init; }

    public ICollection<JobRunRow> Jobs { get; } = [];
}

internal sealed class ReportRowConfiguration : IEntityTypeConfiguration<ReportRow>
{
    public void Configure(EntityTypeBuilder<ReportRow> builder)
    {
        builder.ToTable("Reports");
        builder.HasOne(r => r.PatchSet).WithMany(p => p.Reports).HasForeignKey(r => r.PatchSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(r => r.Ci).WithMany().HasForeignKey(r => r.CiId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.PatchSetId, r.ReportedAt });
        builder.HasIndex(r => new { r.CiId, r.ReportedAt });
        builder.HasIndex(r => r.RawLineId);
    }
}
