using Bunit;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Grids;

/// <summary>A CI's cells, newest first, a letter each; patch sets are of as many changes unless a number follows the letter.</summary>
public sealed class CiStandingTests : BunitContext
{
    [Theory]
    [InlineData("", "no results")]
    [InlineData("p", "pass")]
    [InlineData("bbbb", "no results")]
    [InlineData("pppppppppf", "pass")] // 10 %: not over it
    [InlineData("ppppppppf", "watch")]
    [InlineData("pppf", "watch")] // 25 %: not over it
    [InlineData("pppppff", "amber")]
    [InlineData("ppf", "red")]
    [InlineData("pfpf", "emergency")]
    [InlineData("pI", "emergency")]
    [InlineData("FFp", "pass")] // flaky is no failure
    [InlineData("fffppppppppppppppp", "broken")]
    [InlineData("fIfppppppppppppppp", "broken")]
    [InlineData("f1f1f1ppppppppppppppp", "watch")] // one change alone breaks no CI
    [InlineData("ffpfpppppppppppp", "watch")]
    [InlineData("fbvfmfppppppppppppppppp", "broken")] // what is no result stands between none
    [InlineData("mmmmm", "silent")]
    [InlineData("m!.mm", "silent")]
    [InlineData("mmmm", "no results")] // four are too few to call it silent
    [InlineData("xxxxxxxxmmm", "no results")] // of an excused cell nothing is expected
    [InlineData("mmmmmv", "no results")] // it said something
    public void A_CI_fares_by_the_first_word_that_applies(string cells, string word) => Assert.Equal(word, CiStanding.Of(Grid(cells), 0).Word());

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.1, null)]
    [InlineData(0.11, "watch")]
    [InlineData(0.25, "watch")]
    [InlineData(0.26, "amber")]
    [InlineData(0.33, "amber")]
    [InlineData(0.34, "red")]
    [InlineData(0.5, "emergency")]
    [InlineData(1.0, "emergency")]
    public void The_head_of_a_column_has_the_band_of_the_badge(double? rate, string? band)
    {
        var column = new GridColumn("acme", "Acme CI", "acme", null, false, []);
        var head = Render<GridHeadCell>(p => p.Add(h => h.Column, column).Add(h => h.Stats, new ColumnStats(rate, 1, 2))
            .Add(h => h.Slot, new CiWatch.App.Components.Grid.GridSlot(0, null, false, false)));

        Assert.Equal(band, head.Find("th").GetAttribute("data-band"));
        var said = CiStanding.Of(Grid("p") with { Stats = [new ColumnStats(rate, 1, 2)] }, 0).Word();
        Assert.Equal(band ?? (rate is null ? "no results" : "pass"), said);
    }

    private static GridSnapshot Grid(string cells)
    {
        List<GridRow> rows = [];
        for (var i = 0; i < cells.Length; i++)
        {
            var state = State(cells[i]);
            long change = i + 1000;
            if (i + 1 < cells.Length && char.IsAsciiDigit(cells[i + 1])) change = cells[++i];
            var said = state is CellState.Blank or CellState.Missing or CellState.Overdue or CellState.Pending or CellState.Excused ? null : new CiReports("acme", []);
            rows.Add(new GridRow(new BoardRow(change, i, "", "", "master", null, null, null, ChangeStatus.Open, false, null, Story.At(-i), null, null, null, []), [new GridCell(state, 0, false, said)]));
        }

        var failed = rows.Count(r => r.Cells[0].State is CellState.Fail or CellState.Infra);
        var results = failed + rows.Count(r => r.Cells[0].State is CellState.Pass or CellState.Flaky);
        return new GridSnapshot(
            "gerrit", "acme/storage", GridWindow.Default, Story.At(-1440), Story.T0, [new("acme", "Acme CI", "acme", null, false, [])],
            [new(results == 0 ? null : (double)failed / results, failed, results)], [.. rows], new GridTotals(rows.Count, 1, 0, 0), Story.T0, 1);
    }

    private static CellState State(char letter) => letter switch
    {
        'p' => CellState.Pass,
        'f' => CellState.Fail,
        'F' => CellState.Flaky,
        'I' => CellState.Infra,
        'v' => CellState.Void,
        'm' => CellState.Missing,
        '!' => CellState.Overdue,
        '.' => CellState.Pending,
        'x' => CellState.Excused,
        _ => CellState.Blank,
    };
}
