using CiWatch.App.Grids;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Grids;

public sealed class ProjectDirectoryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Story.At(60));
    private readonly LiveStore _live;
    private readonly GridFeed _feed;
    private readonly ProjectDirectory _projects;

    public ProjectDirectoryTests()
    {
        _live = new LiveStore(LiveStore.DefaultHistory, _time);
        _feed = new GridFeed(_live, new SourceStates(_time), _time, new GridRules(CellLimits.Default, new HashSet<string>(), 100));
        _projects = new ProjectDirectory(_live, _feed);
        new Story(project: "acme/a").PatchSet(1, 1, 0).Told(_live);
        new Story(project: "acme/b").PatchSet(2, 1, 0).Told(_live);
    }

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void A_project_is_summed_up_once_until_it_changes()
    {
        var before = Of("acme/a", "acme/b");

        new Story(project: "acme/b").Votes(2, 1, "acme", 5, Outcome.Fail).Told(_live);
        var after = Of("acme/a", "acme/b");

        Assert.Same(before[0], after[0]);
        Assert.NotSame(before[1], after[1]);
        Assert.Equal((0, 1), (before[1].Failures, after[1].Failures));
    }

    [Fact]
    public void Who_shows_all_projects_hears_of_each_change_and_of_each_minute()
    {
        var heard = 0;
        using (_projects.Subscribe(() => heard++))
        {
            new Story(project: "acme/b").Votes(2, 1, "acme", 5, Outcome.Fail).Told(_live);
            Assert.Equal(1, heard);
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(2, heard);
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, heard);
    }

    [Fact]
    public void One_who_fails_to_listen_keeps_nothing_from_the_others()
    {
        var heard = 0;
        using var bad = _projects.Subscribe(() => throw new InvalidOperationException("no"));
        using var one = _feed.Subscribe("gerrit", "acme/a", () => throw new InvalidOperationException("no"));
        using var good = _projects.Subscribe(() => heard++);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, heard);
    }

    private ProjectSummary[] Of(params string[] names)
    {
        var all = _projects.All();
        return [.. names.Select(n => all.Single(p => p.Project == n))];
    }
}
