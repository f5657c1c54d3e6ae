using CiWatch.App.Components.Panel;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.App.Components;

public sealed class MissingSinceTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("open", 24, "no answer came within 24 hours")]
    [InlineData("replaced", 24, "no answer came within 24 hours; a newer patch set came meanwhile")]
    [InlineData("merged", 5, "the change merged without this answer (before 24 hours were over)")]
    [InlineData("merged late", 24, "no answer came within 24 hours")]
    [InlineData("started", 25, "the run that started did not report a result within 24 hours")]
    public void The_moment_and_the_reason_belong_together(string how, int hours, string why)
    {
        var row = GridSamples.One(CellState.Missing).Row.Source with { CreatedAt = T0 };
        var reports = how == "started" ? new CiReports("acme", [new ReportHead(1, Phase.Start, null, null, T0.AddHours(1), false, [])]) : null;
        row = how switch
        {
            "replaced" => row with { SupersededAt = T0.AddHours(9) },
            "merged" => row with { Status = ChangeStatus.Merged, ClosedAt = T0.AddHours(5) },
            "merged late" => row with { Status = ChangeStatus.Merged, ClosedAt = T0.AddHours(30) },
            _ => row,
        };

        Assert.Equal(new MissingSince(T0.AddHours(hours), why), MissingSince.Of(new GridCell(CellState.Missing, 0, false, reports), row, CellLimits.Default));
    }

    [Fact]
    public void What_is_not_missing_has_none() =>
        Assert.Null(MissingSince.Of(new GridCell(CellState.Overdue, 0, false, null), GridSamples.One(CellState.Overdue).Row.Source, CellLimits.Default));
}
