using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Grids;

public sealed class CellBuilderTests
{
    [Fact]
    public void All_reports_of_a_job_count_however_many_there_are()
    {
        var reports = Reports([.. Enumerable.Repeat(Outcome.Pass, 40), Outcome.Fail]);

        Assert.Equal((CellState.Flaky, false), CellBuilder.Job(reports, "tempest"));
    }

    [Fact]
    public void A_job_that_no_report_names_is_blank() => Assert.Equal((CellState.Blank, true), CellBuilder.Job(Reports([Outcome.Pass]), "other"));

    /// <summary>One report a minute; only the newest says that the job does not count.</summary>
    private static CiReports Reports(ImmutableArray<Outcome> outcomes) => new(
        "acme",
        [
            .. outcomes.Select((o, i) => new ReportHead(
                i, Phase.Result, o, null, Story.At(i), false, [new JobMark("tempest", "WORD", o, null, i < outcomes.Length - 1)])),
        ]);
}
