using System.Collections.Immutable;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.Ingest.Live;

public sealed class HeldReportsTests
{
    private const int Most = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_held_makes_the_same_cell_as_all_reports_in_whatever_order_they_come(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            ImmutableArray<ReportHead> all = [.. Enumerable.Range(1, random.Next(1, 80)).Select(id => Any(id, random))];
            ImmutableArray<ReportHead> sorted = [.. all.OrderBy(r => r.At).ThenBy(r => r.Id)];
            var known = new CiReports("acme", [all[0]]);
            foreach (var report in all.Skip(1)) known = known.With(report, Most);

            Assert.Equal(all.Length, known.Total);
            Assert.Equal(HeldReports.Of(sorted, Most).AsEnumerable(), known.Reports);
            Assert.Equal(sorted.TakeLast(Most), known.Reports.TakeLast(Math.Min(Most, all.Length)));
            Assert.Equal(State(sorted), State(known.Reports));
            Assert.Equal(FirstResult(sorted), FirstResult(known.Reports));
        }
    }

    [Fact]
    public void A_hundred_thousand_answers_are_counted_and_not_held()
    {
        var row = new Story().PatchSet(1, 1, 0).Board().Rows[0];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var id = 1; id <= 100_000; id++)
            row = row.WithReport("acme", new ReportHead(id, Phase.Result, id == 1 ? Outcome.Fail : Outcome.Pass, null, Story.At(id), false, []), 100);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var acme = Assert.Single(row.Cis);
        Assert.Equal((100_000, 102), (acme.Total, acme.Reports.Length)); // the newest hundred, the failure, which makes the cell flaky, and the first pass
        Assert.Equal(Outcome.Fail, acme.Reports[0].Outcome);
        Assert.InRange(allocated / 100_000, 0, 5_000); // a vote costs the same, however many came before it
    }

    [Fact]
    public void A_report_that_is_known_better_is_counted_once()
    {
        var row = new Story().PatchSet(1, 1, 0).Board().Rows[0];
        for (var id = 1; id <= 300; id++) row = row.WithReport("acme", Pass(id), 100);

        row = row.WithoutReport("acme", 150).WithReport("acme", Pass(150) with { Vote = 2 }, 100); // not held
        row = row.WithoutReport("acme", 290).WithReport("acme", Pass(290) with { Vote = 2 }, 100);

        Assert.Equal(300, row.Of("acme")!.Total);
        Assert.Equal(290, row.Of("acme")!.Reports.Single(r => r.Vote == 2).Id);
    }

    private static ReportHead Pass(int id) => new(id, Phase.Result, Outcome.Pass, 1, Story.At(id), false, []);

    private static ReportHead Any(int id, Random random)
    {
        var phase = (Phase)random.Next(3);
        Outcome? outcome = phase == Phase.Start || (phase == Phase.Other && random.Next(4) > 0) ? null : (Outcome)random.Next(6);
        return new ReportHead(id, phase, outcome, null, Story.At(random.Next(40)), false, []);
    }

    private static CellState State(ImmutableArray<ReportHead> reports) =>
        CellMerge.FromReports([.. reports.Select(r => new CellFact(r.Phase, r.Outcome, r.At))]);

    private static DateTimeOffset? FirstResult(ImmutableArray<ReportHead> reports) => reports.FirstOrDefault(r => r.Phase == Phase.Result)?.At;
}
