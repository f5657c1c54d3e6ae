using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.App.Components;

namespace CiWatch.Tests.App.Grids.Filtering;

public sealed class GridFilteringTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly ImmutableArray<GridColumn> Columns =
    [
        new("zuul check", "Zuul check", "zuul", "check", true, []), new("acme-ci", "Acme CI", "acme-ci", null, false, []),
        new("bolt-ci", "Bolt CI", "bolt-ci", null, false, []), new("mute-ci", "Mute CI", "mute-ci", null, false, []),
    ];

    // Invented: zuul, acme, bolt and mute on five patch sets.
    private static readonly GridSnapshot Grid = Of(
    [
        Row(105, 1, "Add a filter", "Ada", "master", r => r with { Topic = "grid-craft", Hashtags = ["ux", "later"] }, "p.pb"),
        Row(104, 2, "Keep volumes", "Bob", "stable/2026.2", r => r with { Wip = true }, "fpfv"),
        Row(103, 1, "Fix [x] (y)", "Ada", "master", r => r with { Status = ChangeStatus.Merged }, "ppm/"),
        Row(102, 3, "Docs", "Eve", "master", r => r with { Status = ChangeStatus.Abandoned }, "pp!b"),
        Row(101, 1, "Docs", "Eve", "master", r => r with { SupersededAt = SampleBoard.Now }, "fpIb"),
    ]);

    public static TheoryData<GridFilter, string, string> Shown => new()
    {
        { GridFilter.None, "105 104 103 102 101", "0123" },
        { new() { Branch = "stable/2026.2" }, "104", "0123" },
        { new() { Branch = "nowhere" }, "", "0123" },
        { new() { Status = RowStanding.Open }, "105", "0123" },
        { new() { Status = RowStanding.Wip }, "104", "0123" },
        { new() { Status = RowStanding.Merged }, "103", "0123" },
        { new() { Status = RowStanding.Abandoned }, "102", "0123" },
        { new() { Status = RowStanding.Replaced }, "101", "0123" },
        { new() { Text = "VOLUMES" }, "104", "0123" },
        { new() { Text = "102,3" }, "102", "0123" },
        { new() { Text = "ada" }, "105 103", "0123" },
        { new() { Text = "grid-craft" }, "105", "0123" },
        { new() { Text = "later" }, "105", "0123" },
        { new() { Text = "/^(docs|add)/" }, "105 102 101", "0123" },
        { new() { Text = "[x] (" }, "103", "0123" },
        { new() { Text = "/a(/" }, "105 104 103 102 101", "0123" },
        { new() { OnlyFailures = true }, "104 101", "0123" },
        { new() { OnlyMissing = true }, "103 102", "0123" },
        { new() { OnlyFailures = true, OnlyMissing = true }, "", "0123" },
        { new() { Ci = "bolt" }, "105 104 103 102 101", "02" },
        { new() { Ci = "/^(acme|mute)/" }, "105 104 103 102 101", "013" },
        { new() { Ci = "acme", OnlyFailures = true }, "", "01" }, // the gate stays in view, and its failures are not asked for
        { new() { Ci = "bolt", OnlyFailures = true }, "104 101", "02" },
        { new() { Ci = "/zuul|acme/", OnlyFailures = true }, "104 101", "01" },
        { new() { Ci = "/[/", OnlyFailures = true }, "104 101", "0123" },
        { new() { Ci = "mute", OnlyMissing = true }, "", "03" },
        { new() { Ci = "/[/" }, "105 104 103 102 101", "0123" },
        { new() { Compared = ["mute-ci", "acme-ci"] }, "105 104 103 102 101", "13" },
        { new() { Compared = ["gone-ci"] }, "105 104 103 102 101", "0123" },
        { new() { Compared = ["acme-ci"], OnlyFailures = true }, "", "1" },
        { new() { Compared = ["bolt-ci"], OnlyFailures = true }, "104 101", "2" },
        { new() { HideGreen = true }, "105 104 103 102 101", "023" },
        { new() { HideVoid = true }, "105 104 103 102 101", "012" },
        { new() { HideGreen = true, HideVoid = true, Status = RowStanding.Open }, "105", "01" },
        { new() { HideGreen = true, Compared = ["acme-ci"] }, "105 104 103 102 101", "" },
        { new() { MarkGate = true }, "105 104 103 102 101", "0123" },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_filter_shows_these_rows_and_columns(GridFilter filter, string rows, string columns)
    {
        var view = GridFiltering.Apply(Grid, filter, Clock);

        Assert.Equal(rows, string.Join(' ', view.Rows.Select(r => r.Source.Change)));
        Assert.Equal(columns, string.Concat(view.Columns));
        Assert.All(view.Rows, r => Assert.Contains(Grid.Rows, g => ReferenceEquals(g, r)));
    }

    [Fact]
    public void Each_filter_has_its_count_of_how_many()
    {
        var counts = GridFiltering.Apply(Grid, GridFilter.None, Clock).Counts;

        Assert.Equal((2, 5, 2, 5), (counts.Failures, counts.OfFailures, counts.Missing, counts.OfMissing));
        Assert.Equal((1, 1), (counts.Green, counts.Void));
        Assert.Equal([("master", 4), ("stable/2026.2", 1)], counts.Branches.AsEnumerable());
        Assert.Equal([1, 1, 1, 1, 1], counts.Standings.Select(s => s.Rows));
    }

    [Fact]
    public void A_count_of_columns_is_of_those_that_it_hides()
    {
        ImmutableArray<GridRow> green = [.. Grid.Rows.Where(r => r.Source.Change is 105 or 103)]; // the gate too
        var hidden = GridFiltering.Apply(Of(green), new GridFilter { HideGreen = true, HideVoid = true }, Clock);
        var compared = GridFiltering.Apply(Of(green), new GridFilter { Compared = ["zuul check", "acme-ci"] }, Clock);

        Assert.Equal((1, 1, 3), (hidden.Counts.Green, hidden.Counts.Void, hidden.Counts.OfColumns));
        Assert.Equal(hidden.Counts.Green + hidden.Counts.Void, Columns.Length - hidden.Columns.Length);
        Assert.Equal((2, 2), (compared.Counts.Green, compared.Counts.OfColumns));
    }

    [Fact]
    public void An_expression_is_made_once_for_all_grids_that_it_goes_over()
    {
        var filter = new GridFilter { Text = "/volumes?/", Ci = "/acme|bolt/" };
        var view = GridFiltering.Apply(Grid, filter, Clock);

        var next = GridFiltering.Apply(Grid with { Version = 2 }, filter with { OnlyFailures = true }, Clock, view);
        var other = GridFiltering.Apply(Grid with { Version = 3 }, filter with { Text = "/docs/" }, Clock, next);

        Assert.Same(view.Text, next.Text);
        Assert.Same(view.Ci, other.Ci);
        Assert.Equal("102 101", string.Join(' ', other.Rows.Select(r => r.Source.Change)));
    }

    [Fact]
    public void An_expression_that_is_slow_in_all_and_in_no_row_alone_is_let_go_says_so_and_is_not_tried_again()
    {
        var filter = new GridFilter { Text = "/docs/" };
        Slow clock = new();

        var view = GridFiltering.Apply(Grid, filter, clock);
        var asked = clock.Asked;
        var next = GridFiltering.Apply(Grid with { Version = 2 }, filter, clock, view);

        Assert.Contains("Takes too long", view.Text.Error);
        Assert.Null(view.Ci.Error);
        Assert.Equal(Grid.Rows.Length, view.Rows.Length);
        Assert.Contains("Takes too long", next.Text.Error);
        Assert.Equal(asked + 1, clock.Asked); // when it began, and never again
        Assert.Null(GridFiltering.Apply(Grid, filter with { Text = "docs" }, Clock, next).Text.Error);
    }

    [Fact]
    public void A_count_is_of_what_the_other_filters_show()
    {
        var counts = GridFiltering.Apply(Grid, new GridFilter { Branch = "master", OnlyFailures = true }, Clock).Counts;

        Assert.Equal((1, 4), (counts.Failures, counts.OfFailures));
        Assert.Equal((0, 1), (counts.Missing, counts.OfMissing));
        Assert.Equal([("master", 1), ("stable/2026.2", 1)], counts.Branches.AsEnumerable());
    }

    [Fact]
    public void The_same_grid_and_filter_give_the_same_view_and_the_same_columns_the_same_array()
    {
        var filter = new GridFilter { Compared = ["acme-ci"] };
        var view = GridFiltering.Apply(Grid, filter, Clock);

        Assert.Same(view, GridFiltering.Apply(Grid, new GridFilter { Compared = ["acme-ci"] }, Clock, view));
        var next = GridFiltering.Apply(Grid with { Version = 2 }, filter, Clock, view);
        Assert.NotSame(view, next);
        Assert.True(view.Columns == next.Columns);
        Assert.True(Grid.Rows == next.Rows);
    }

    [Fact]
    public void What_is_wrong_is_said_where_it_was_written()
    {
        var view = GridFiltering.Apply(Grid, new GridFilter { Text = "/(/", Ci = "/[/", Compared = ["gone-ci"] }, Clock);

        Assert.NotNull(view.Text.Error);
        Assert.NotNull(view.Ci.Error);
        Assert.Contains("gone-ci", Assert.Single(view.Notes));
    }

    [Fact]
    public void The_gates_newest_vote_counts_by_its_sign()
    {
        GridRow Voted(params (int Minute, int? Vote, Outcome? Outcome)[] said) => new(Grid.Rows[0].Source,
            [new GridCell(CellState.Pass, 0, false, new CiReports("zuul check",
                [.. said.Select(s => new ReportHead(s.Minute, Phase.Result, s.Outcome, s.Vote, SampleBoard.Now.AddMinutes(s.Minute), false, []))]))]);

        Assert.Equal(0, ColumnLooks.GateVote(Voted(), Columns));
        Assert.Equal(-1, ColumnLooks.GateVote(Voted((1, 1, Outcome.Pass), (2, -2, Outcome.Fail)), Columns));
        Assert.Equal(1, ColumnLooks.GateVote(Voted((1, -1, Outcome.Fail), (2, null, Outcome.Pass)), Columns));
        Assert.Equal(0, ColumnLooks.GateVote(Voted((1, 1, Outcome.Pass)), Columns[1..]));
    }

    private static GridRow Row(long change, int patchSet, string subject, string owner, string branch, Func<BoardRow, BoardRow> with, string cells) => new(
        with(new BoardRow(change, patchSet, subject, owner, branch, null, null, null, ChangeStatus.Open, false, null, SampleBoard.Now.AddMinutes(change - 200), null, null, null, [])),
        [.. cells.Select(c => new GridCell(State(c), 0, false, null))]);

    private static CellState State(char c) => c switch
    {
        'p' => CellState.Pass,
        'f' => CellState.Fail,
        'I' => CellState.Infra,
        'v' => CellState.Void,
        'm' => CellState.Missing,
        '!' => CellState.Overdue,
        '/' => CellState.Excused,
        '.' => CellState.Pending,
        _ => CellState.Blank,
    };

    private static GridSnapshot Of(ImmutableArray<GridRow> rows) => new(
        SampleBoard.Server, "openstack/nova", GridWindow.Default, SampleBoard.Now.AddDays(-1), SampleBoard.Now, Columns,
        [.. Columns.Select(_ => new ColumnStats(null, 0, 0))], rows, new GridTotals(rows.Length, 3, 0, 0), SampleBoard.Now, 1);

    /// <summary>Each look at it costs a fifth of a second.</summary>
    private sealed class Slow : TimeProvider
    {
        public int Asked { get; private set; }

        public override long TimestampFrequency => 5;

        public override long GetTimestamp() => Asked++;
    }
}
