using System.Collections.Immutable;
using CiWatch.App.Components.Grid;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;

namespace CiWatch.Tests.App.Grids;

public sealed class JobGroupsTests
{
    private static readonly ImmutableArray<string> Jobs = ["grenade", "nova-tempest-full", "tempest-slow", "tox-pep8", "tox-py313"];

    [Theory]
    [InlineData("tempest=tempest;tox=^TOX-", "tempest: nova-tempest-full tempest-slow|tox: tox-pep8 tox-py313")]
    [InlineData("all=.;tox=tox", "all: grenade nova-tempest-full tempest-slow tox-pep8 tox-py313")]
    [InlineData("one=grenade", "")]
    [InlineData("none=rally", "")]
    public void A_job_belongs_to_the_first_rule_that_matches_and_one_job_is_no_group(string rules, string expected) =>
        Assert.Equal(expected, string.Join('|', Rules(rules).Of(Jobs).Select(g => $"{g.Name}: {string.Join(' ', g.Jobs)}")));

    [Theory]
    [InlineData("", "x", "Pages:JobGroups:0:Name")]
    [InlineData("a\u0007b", "x", "Pages:JobGroups:0:Name")]
    [InlineData("x", "", "Pages:JobGroups:0:Pattern")]
    [InlineData("x", "(", "Pages:JobGroups:0:Pattern")]
    [InlineData("x", "(?=a)b", "write it without")]
    [InlineData("x", "(?<a>a)\\k<a>", "write it without")]
    [InlineData("x", "((a{1,999}){1,999}){1,999}", "Too large")] // under the same limit as a reader's, whoever comes first
    public void A_rule_that_makes_no_sense_is_named(string name, string pattern, string told) => Assert.Contains(
        told, Assert.Single(JobGroupOptions.Errors([new() { Name = name, Pattern = pattern }])), StringComparison.Ordinal);

    [Fact]
    public void Too_long_too_many_and_twice_are_named()
    {
        Assert.Single(JobGroupOptions.Errors([new() { Name = "x", Pattern = new string('a', 201) }]));
        Assert.Single(JobGroupOptions.Errors([new() { Name = new string('x', 41), Pattern = "a" }]));
        Assert.Contains("another group", Assert.Single(JobGroupOptions.Errors([new() { Name = "x", Pattern = "a" }, new() { Name = "x", Pattern = "b" }])));
        Assert.Contains("50", Assert.Single(JobGroupOptions.Errors([.. Enumerable.Range(0, 51).Select(i => new JobGroupOptions { Name = $"g{i}", Pattern = "a" })])));
        Assert.Empty(JobGroupOptions.Errors([new() { Name = "tempest", Pattern = "(^|-)tempest" }]));
    }

    [Fact]
    public void The_settings_reach_the_grid()
    {
        var options = new PageOptions();
        options.JobGroups.Add(new() { Name = "tox", Pattern = "^tox" });

        var grid = Build(options.Rules([]));

        Assert.Equal("tox", Assert.Single(grid.Columns[0].Groups).Name);
        Assert.True(grid.Columns == Build(options.Rules([]), grid).Columns);
    }

    [Theory]
    [InlineData("", "tox (group) grenade nova-tempest-full tempest-slow")]
    [InlineData("acme/tox", "tox (group) tox-pep8 tox-py313 grenade nova-tempest-full tempest-slow")]
    public void An_opened_CI_shows_groups_that_open_again_and_the_jobs_of_none_as_they_are(string open, string expected)
    {
        var columns = Build(new GridRules(CellLimits.Default, new HashSet<string>(), 100) { Groups = Rules("tox=^tox") }).Columns;

        var layout = GridLayout.Of(columns, ["acme", open]);

        Assert.Equal(expected, string.Join(' ', layout.Slots.Skip(1).Select(s => s.Job)).Replace('\n', ' '));
        Assert.Equal(open.Length > 0, layout.IsOpen(layout.Slots[1]));
        Assert.True(layout.IsOpen(layout.Slots[0]));
        Assert.Equal(layout.Slots.Length - 1, Assert.Single(layout.Bands).Slots);
    }

    [Fact]
    public void Of_a_closed_CI_no_group_is_shown() => Assert.Single(
        GridLayout.Of(Build(new GridRules(CellLimits.Default, new HashSet<string>(), 100) { Groups = Rules("tox=^tox") }).Columns, ["acme/tox"]).Slots);

    [Theory]
    [InlineData("pass pass", "Pass")]
    [InlineData("pass fail", "Fail")]
    [InlineData("infra fail", "Fail")]
    [InlineData("infra pass", "Infra")]
    [InlineData("void pass", "Pass")]
    [InlineData("void void", "Void")]
    [InlineData("unknown pass", "Unknown")]
    [InlineData("merge pass", "Merge")]
    [InlineData("pass fail-nv", "Pass")]
    [InlineData("fail-nv pass-nv", "Fail nv")]
    public void A_group_shows_the_worst_of_its_jobs_and_voting_ones_first(string outcomes, string expected)
    {
        JobMark[] marks = [.. outcomes.Split(' ').Select((o, i) => new JobMark(
            $"job{i}", o, Enum.Parse<Outcome>(o.Split('-')[0], true), null, !o.EndsWith("-nv", StringComparison.Ordinal)))];
        var reports = new CiReports("acme", [new ReportHead(1, Phase.Result, Outcome.Fail, null, Story.T0, false, [.. marks])]);

        var (state, voting) = CellBuilder.Group(reports, new JobGroup("g", [.. marks.Select(m => m.Name)]));

        Assert.Equal(expected, voting ? $"{state}" : $"{state} nv");
        Assert.Equal(CellState.Blank, CellBuilder.Group(reports, new JobGroup("g", ["another"])).State);
    }

    private static GridSnapshot Build(GridRules rules, GridSnapshot? before = null)
    {
        var story = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 1, Outcome.Pass, null, [.. Jobs]);
        return GridBuilder.Build(story.Board(), GridWindow.Default, RosterTable.Empty, Story.At(5), rules, before);
    }

    private static JobGroupRules Rules(string rules) =>
        new([.. rules.Split(';').Select(r => r.Split('=')).Select(r => (r[0], JobGroupRules.Compile(r[1], out _)!))]);
}
