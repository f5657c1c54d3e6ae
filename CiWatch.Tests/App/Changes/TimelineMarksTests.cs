using System.Collections.Immutable;
using Bunit;
using CiWatch.App.Changes;
using CiWatch.App.Components.Changes;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Changes;

public sealed class TimelineMarksTests : BunitContext
{
    [Theory]
    [InlineData(MarkKind.Vote)]
    [InlineData(MarkKind.Gate)]
    public void However_many_votes_come_only_so_many_are_drawn(MarkKind kind)
    {
        ImmutableArray<TimelineMark> marks = [.. Enumerable.Range(0, 20_000).Select(i => new TimelineMark(kind, Story.At(i / 10.0), 1, CellState.Fail, "acme"))];

        var svg = Render(TimelineChart.Draw(marks, TimeAxis.Of(marks, marks[^1].At, open: false)));

        Assert.InRange(svg.FindAll("*").Count, 100, 100 / TimelineMarks.Place * (TimelineMarks.HighestStack + 1) + 20);
    }

    [Fact]
    public void At_one_place_a_failure_is_never_lost_to_passes_and_the_newest_failure_is_there()
    {
        TimelineMark Vote(int i, CellState state) => new(MarkKind.Vote, Story.At(i / 60.0), 1, state, $"ci{i}");
        ImmutableArray<TimelineMark> marks =
            [.. Enumerable.Range(0, 30).Select(i => Vote(i, i is 3 or 25 ? CellState.Fail : CellState.Pass)), new(MarkKind.Closed, Story.At(600), 1)];

        var drawn = TimelineMarks.Drawn(marks, TimeAxis.Of(marks, Story.At(600), open: false));

        Assert.Equal(TimelineMarks.HighestStack + 1, drawn.Length);
        Assert.Equal(["ci3", "ci25"], drawn.Where(m => m.State == CellState.Fail).Select(m => m.Ci));
        Assert.Equal(MarkKind.Closed, drawn[^1].Kind);
    }

    [Fact]
    public void Where_there_is_room_all_are_drawn_in_their_order()
    {
        ImmutableArray<TimelineMark> marks = [.. Enumerable.Range(0, 50).Select(i => new TimelineMark((MarkKind)(i % 6), Story.At(i * 20), 1))];

        Assert.Equal(marks.AsEnumerable(), TimelineMarks.Drawn(marks, TimeAxis.Of(marks, Story.At(2000), open: true)));
    }
}
