using CiWatch.App.Components.Grid;

namespace CiWatch.Tests.App.Components;

public sealed class HeldRowsTests
{
    [Fact]
    public void What_came_above_the_held_row_waits()
    {
        var rows = GridSamples.Grid(GridSamples.Board(10, 1)).Rows;
        var held = HeldRows.At(rows[3..]);

        Assert.Equal(0, held!.Waiting(rows[3..]));
        Assert.Equal(3, held.Waiting(rows));
    }

    [Fact]
    public void A_held_row_that_left_the_window_holds_nothing()
    {
        var rows = GridSamples.Grid(GridSamples.Board(10, 1)).Rows;

        Assert.Equal(0, HeldRows.At(rows[9..])!.Waiting(rows[..9]));
        Assert.Null(HeldRows.At([]));
    }
}
