using System.Collections.Immutable;
using CiWatch.App.Grids;

namespace CiWatch.Tests.App.Grids;

public sealed class ProjectOrderTests
{
    [Theory]
    [InlineData(null, "name")]
    [InlineData("", "name")]
    [InlineData("nonsense", "name")]
    [InlineData("3", "name")]
    [InlineData("-failed", "-failed")]
    [InlineData("Votesin", "votesin")]
    [InlineData("-name", "-name")]
    public void An_address_names_the_order(string? text, string word) => Assert.Equal(word, ProjectOrder.Parse(text).Word);

    [Theory]
    [InlineData("name", ProjectColumn.Name, "-name")]
    [InlineData("name", ProjectColumn.Failed, "-failed")]
    [InlineData("-failed", ProjectColumn.Failed, "failed")]
    [InlineData("failed", ProjectColumn.Name, "name")]
    public void A_second_click_on_a_head_turns_the_order_round(string now, ProjectColumn column, string next) =>
        Assert.Equal(next, ProjectOrder.Parse(now).Next(column).Word);

    [Theory]
    [InlineData("name", "a b c")]
    [InlineData("-name", "c b a")]
    [InlineData("-failed", "b a c")] // a and c are equal: by name
    [InlineData("-newest", "c b a")]
    public void Projects_are_sorted_by_what_their_columns_show(string order, string names) =>
        Assert.Equal(names, Names(ProjectOrder.Parse(order).Sort([Project("b", 5, 2), Project("c", 1, 3), Project("a", 1, 1)])));

    [Theory]
    [InlineData("-failed")]
    [InlineData("-newest")]
    [InlineData("name")]
    public void No_row_moves_because_a_figure_changed(string text)
    {
        var order = ProjectOrder.Parse(text);
        var before = order.Sort([Project("a", 3, 3), Project("b", 2, 2), Project("c", 1, 1)]);

        var after = order.Keep([Project("c", 9, 9), Project("b", 8, 8), Project("a", 0, 0)], before);

        Assert.Equal("a b c", Names(after));
        Assert.Equal([0, 8, 9], after.Select(p => p.FailedVotes));
    }

    [Theory]
    [InlineData("-failed", "a c b")]
    [InlineData("name", "a b c")]
    public void A_new_project_stands_at_the_end_or_at_its_names_place(string text, string names)
    {
        var order = ProjectOrder.Parse(text);

        Assert.Equal(names, Names(order.Keep([Project("b", 9, 9), Project("a", 3, 3), Project("c", 1, 1)], order.Sort([Project("a", 3, 3), Project("c", 1, 1)]))));
    }

    private static string Names(ImmutableArray<ProjectSummary> projects) => string.Join(' ', projects.Select(p => p.Project));

    private static ProjectSummary Project(string name, int failed, int minute) => new(
        "gerrit", name, 1, 1, failed, 0, 0, 0, [new HourVotes(10, failed)], DateTimeOffset.UnixEpoch.AddMinutes(minute));
}
