using CiWatch.Ingest.Gerrit;

namespace CiWatch.Tests.Ingest.Gerrit;

public sealed class ProjectFilterTests
{
    [Theory]
    [InlineData("openstack/*", "openstack/nova", true)]
    [InlineData("openstack/*", "openstack/plugins/deep", true)]
    [InlineData("openstack/*", "openstack", false)]
    [InlineData("openstack/*", "xopenstack/nova", false)]
    [InlineData("openstack/nova", "openstack/nova", true)]
    [InlineData("openstack/nova", "openstack/nova-lxd", false)]
    [InlineData("OpenStack/Nova", "openstack/nova", false)]
    [InlineData("*", "a/b/c", true)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("**/c", "a/b/c", true)]
    [InlineData("*-ci", "team/acme-ci", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData(@"a\*", "a*", false)]
    [InlineData(@"a\b", @"a\b", true)]
    [InlineData(" spaced ", "spaced", true)]
    [InlineData("*", "", false)]
    public void A_glob_matches_whole_names(string pattern, string project, bool matches) =>
        Assert.Equal(matches, new ProjectFilter([pattern]).Matches(project));

    [Fact]
    public void No_pattern_means_all_and_one_of_several_suffices()
    {
        Assert.True(new ProjectFilter([]).Matches("any/thing"));
        Assert.True(new ProjectFilter(["a/*", "b/*"]).Matches("b/x"));
        Assert.False(new ProjectFilter(["a/*", "b/*"]).Matches("c/x"));
    }

    [Fact]
    public async Task A_hostile_pattern_ends_soon()
    {
        ProjectFilter filter = new([string.Concat(Enumerable.Repeat("*a", 120)) + "b"]);

        Assert.False(await Task.Run(() => filter.Matches(new string('a', 10_000))).WaitAsync(TimeSpan.FromSeconds(10)));
    }
}
