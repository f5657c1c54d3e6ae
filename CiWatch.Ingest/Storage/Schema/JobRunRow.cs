using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One job line of one report.</summary>
internal sealed class JobRunRow
{
    public long ReportId { get; init; }

    /// <summary>Its place in the report, from 0.</summary>
    public int Ordinal { get; init; }

    /// <summary>Null where the line names no job.</summary>
    public long? JobId { get; init; }

    public JobRow? Job { get; init; }

    public required string Result { get; init; }

    public Outcome Outcome { get; init; }

    public string? Url { get; init; }

    public int? Seconds { get; init; }

    public bool Voting { get; init; }
}

internal sealed class JobRunRowConfiguration : IEntityTypeConfiguration<JobRunRow>
{
    public void Configure(EntityTypeBuilder<JobRunRow> builder)
    {
        // WITHOUT ROWID, which EF has no word for: its migration creates this table by hand.
        // A later migration that makes EF rebuild the table has to say it again.
        builder.ToTable("JobRuns");
        builder.HasKey(j => new { j.ReportId, j.Ordinal });
        builder.HasOne<ReportRow>().WithMany(r => r.Jobs).HasForeignKey(j => j.ReportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(j => j.Job).WithMany().HasForeignKey(j => j.JobId).OnDelete(DeleteBehavior.Restrict);
        // A job's outcomes, from the index alone. Report keys are the order of writing, which is not that of time: catch-up writes newer ones first.
        builder.HasIndex(j => new { j.JobId, j.ReportId, j.Outcome });
    }
}
