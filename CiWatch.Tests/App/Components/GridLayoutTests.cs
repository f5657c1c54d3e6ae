using System.Collections.Immutable;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;

namespace CiWatch.Tests.App.Components;

public sealed class GridLayoutTests
{
    private static readonly ImmutableArray<GridColumn> Columns =
    [
        new("zuul check", "Zuul check", "zuul", "check", true, ["pep8", "py313"]),
        new("zuul gate", "Zuul gate", "zuul", "gate", true, []),
        new("acme-ci", "Acme CI", "acme-ci", null, false, ["a", "b", "c"]),
        new("bolt-ci", "Bolt CI", "bolt-ci", null, false, ["x"]),
    ];

    [Fact]
    public void The_gates_pipelines_stand_first_and_the_rest_stands_apart()
    {
        var layout = GridLayout.Of(Columns, []);

        Assert.Equal(2, layout.FixedCount);
        Assert.Equal([false, false, true, false], layout.Slots.Select(s => s.Gap));
        Assert.Empty(layout.Bands);
    }

    [Fact]
    public void An_opened_CIs_jobs_follow_to_its_right_on_a_band()
    {
        var layout = GridLayout.Of(Columns, ["acme-ci"]);

        Assert.Equal([null, null, null, "a", "b", "c", null], layout.Slots.Select(s => s.Job));
        Assert.True(layout.Slots[^1].Gap);
        Assert.Equal(new GridBand(3, 3, 24 + 24 + 33, 72), Assert.Single(layout.Bands));
    }

    [Fact]
    public void The_gates_jobs_follow_after_the_fixed_part()
    {
        var layout = GridLayout.Of(Columns, ["zuul check"]);

        Assert.Equal([null, null, "pep8", "py313", null, null], layout.Slots.Select(s => s.Job));
        Assert.Equal(2, layout.FixedCount);
        Assert.Equal([false, false, true, false, true, false], layout.Slots.Select(s => s.Gap));
        Assert.Equal(new GridBand(2, 2, 48 + 9, 48), Assert.Single(layout.Bands));
    }

    [Fact]
    public void Neighbours_that_are_both_open_have_a_band_each()
    {
        var layout = GridLayout.Of(Columns, ["acme-ci", "bolt-ci"]);

        Assert.Equal([3, 1], layout.Bands.Select(b => b.Slots));
    }

    [Fact]
    public void Keys_that_no_column_has_open_nothing() =>
        Assert.Equal(GridLayout.Of(Columns, []).Slots.AsEnumerable(), GridLayout.Of(Columns, ["gone-ci"]).Slots);

    [Fact]
    public void No_columns_and_no_gate_are_layouts_too()
    {
        Assert.Empty(GridLayout.Of([], []).Slots);
        Assert.Equal(0, GridLayout.Of(Columns[2..], []).FixedCount);
        Assert.False(GridLayout.Of(Columns[2..], []).Slots[0].Gap);
    }
}
