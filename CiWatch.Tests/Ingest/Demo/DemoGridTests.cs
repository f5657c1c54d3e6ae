using System.Collections.Frozen;
using CiWatch.App.Grids;
using CiWatch.Ingest.Demo;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Demo;

/// <summary>What the demonstration is for: a newcomer sees every case, by the real readers and rules.</summary>
public sealed class DemoGridTests
{
    private static readonly GridRules Rules = new(CellLimits.Default, FrozenSet.Create("zuul"), 300);
    private static readonly Lazy<GridSnapshot> Day = new(() => Build(0));

    /// <summary>Whenever it is started: on a Friday afternoon, at night, on a Sunday morning.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(40)]
    public void Every_state_of_a_cell_occurs_on_the_first_page(int hoursLater)
    {
        var counts = Build(hoursLater).Rows.SelectMany(row => row.Cells).CountBy(cell => cell.State).ToDictionary();
        var absent = Enum.GetValues<CellState>().Except(counts.Keys).ToList();
        Assert.True(absent.Count == 0, $"Absent: {string.Join(", ", absent)}; there: {string.Join(", ", counts.OrderByDescending(c => c.Value))}");
    }

    [Fact]
    public void Answers_come_late_and_waits_are_of_several_ages()
    {
        var cells = Day.Value.Rows.SelectMany(row => row.Cells).ToList();
        Assert.Contains(cells, cell => cell.Late);
        Assert.True(cells.Where(cell => cell.State == CellState.Pending).Select(cell => cell.Quarter).Distinct().Count() > 1);
    }

    [Fact]
    public void Rows_are_of_all_kinds()
    {
        var rows = Day.Value.Rows.Select(row => row.Source).ToList();
        Assert.InRange(rows.Count, 40, 120);
        Assert.Contains(rows, row => row.Status == ChangeStatus.Merged);
        Assert.Contains(rows, row => row.Status == ChangeStatus.Abandoned);
        Assert.Contains(rows, row => row.Wip);
        Assert.Contains(rows, row => row.SupersededAt is not null);
        Assert.Contains(rows, row => row.PatchSet > 2);
        Assert.Contains(rows, row => row.Branch.StartsWith("stable/", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.RecheckedAt is not null);
        Assert.Contains(rows, row => row.Subject.Length > 200);
        Assert.Contains(rows, row => row.Topic is not null);
    }

    [Fact]
    public void The_gate_has_two_pipelines_and_forty_third_parties_have_a_column_each()
    {
        var columns = Day.Value.Columns;
        Assert.Equal(["zuul check", "zuul gate"], columns.Where(column => column.Account == "zuul").Select(column => column.Ci).Order());
        Assert.Equal(["zuul check", "zuul gate"], columns.Where(column => column.Gate).Select(column => column.Ci).Order());
        Assert.Equal(DemoCis.All.Select(ci => ci.Account.Username).Order(), columns.Where(column => !column.Gate).Select(column => column.Account).Order());
    }

    [Fact]
    public void Reports_contradict_themselves_and_non_voting_jobs_fail()
    {
        var reports = Day.Value.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Reports?.Reports ?? []).ToList();
        Assert.Contains(reports, report => report.Contradiction);
        Assert.Contains(reports, report => report.Outcome == Outcome.Pass && report.Jobs.Any(job => !job.Voting && job.Outcome == Outcome.Fail));
    }

    [Fact]
    public void A_silent_CI_is_expected_and_owes_answers() =>
        Assert.All(Of("tern-micro-vm-ci"), cell => Assert.True(cell.State is CellState.Missing or CellState.Overdue or CellState.Pending or CellState.Excused));

    [Fact]
    public void A_CI_that_passes_whatever_comes_passes_what_others_fail() =>
        Assert.All(Of("kestrel-k2-ci").Where(cell => cell.Reports is not null), cell => Assert.Equal(CellState.Pass, cell.State));

    [Fact]
    public void A_CI_fails_nearly_all_of_the_last_hours_in_the_same_job()
    {
        var last = Of("meridian-offload-ci").Where(cell => cell.Reports is { } said && said.Reports[^1].At > DemoTold.Start.AddHours(-6)).ToList();
        Assert.True(last.Count >= 5);
        Assert.True(last.Count(cell => cell.State is CellState.Fail or CellState.Flaky) > .8 * last.Count);
        Assert.Single(last.SelectMany(cell => cell.Reports!.Reports[^1].Jobs).Where(job => job.Outcome == Outcome.Fail).Select(job => job.Name).Distinct());
    }

    private static List<GridCell> Of(string account)
    {
        var at = Day.Value.Columns.Select((column, at) => (column, at)).Single(c => c.column.Account == account).at;
        return [.. Day.Value.Rows.Select(row => row.Cells[at]).Where(cell => cell.State != CellState.Blank)];
    }

    private static GridSnapshot Build(double hoursLater)
    {
        var now = DemoTold.Start.AddHours(hoursLater);
        var board = DemoTold.Board(hoursLater == 0 ? DemoTold.Events : DemoTold.History(hoursLater).Select(line => EventReader.Read(line.Bytes).Event!));
        return GridBuilder.Build(board, GridWindow.Default, RosterTable.Learn(board.Rows, now.AddDays(-1)), now, Rules);
    }
}
