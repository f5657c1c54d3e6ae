using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>The words of one report: up to 16 KB each, so kept away from what measures read.</summary>
internal sealed class ReportTextRow
{
    public long ReportId { get; init; }

    public required string Text { get; init; }

    /// <summary>See <see cref="Votes.Report.EventText"/>.</summary>
    public string? EventText { get; init; }
}

internal sealed class ReportTextRowConfiguration : IEntityTypeConfiguration<ReportTextRow>
{
    public void Configure(EntityTypeBuilder<ReportTextRow> builder)
    {
        builder.ToTable("ReportTexts");
        builder.HasKey(t => t.ReportId);
        builder.HasOne<ReportRow>().WithOne(r => r.Text).HasForeignKey<ReportTextRow>(t => t.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}
