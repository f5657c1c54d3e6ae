using CiWatch.Ingest.Gerrit.Query;

namespace CiWatch.Tests.Ingest.Gerrit.Query;

public sealed class QueryTextTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 1, 12, 0, 59, 900, TimeSpan.FromHours(2));

    [Fact]
    public void A_first_page_reaches_to_the_present() => Assert.Equal(
        "gerrit query --format=JSON --comments --patch-sets --all-approvals limit:50 after:{2026-03-01 10:00:59 +0000}",
        QueryText.Command(new(From, null, 50, 0), []));

    [Fact]
    public void A_later_page_has_an_end_and_may_leave_out_its_front() => Assert.Equal(
        "gerrit query --format=JSON --comments --patch-sets --all-approvals --start 20 limit:10"
        + " after:{2026-03-01 10:00:59 +0000} before:{2026-03-01 10:00:59 +0000} project:{acme/storage}",
        QueryText.Command(new(From, From, 10, 20), ["acme/storage"]));

    [Fact]
    public void Times_that_no_index_holds_are_left_out_or_moved() => Assert.Equal(
        "after:{1970-01-01 00:00:00 +0000}",
        QueryText.Of(new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1, 0), []));

    [Theory]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("*", null)]
    [InlineData("**", null)]
    [InlineData("plain", "project:{plain}")]
    [InlineData(" plain ", "project:{plain}")]
    [InlineData("acme/*", "projects:{acme/}")]
    [InlineData("acme/**", "projects:{acme/}")]
    [InlineData("a-b_c.d+e~f@g/1", "project:{a-b_c.d+e~f@g/1}")]
    [InlineData("plain|acme/*|openstack/nova", "(project:{plain} OR projects:{acme/} OR project:{openstack/nova})")]
    [InlineData("plain|*", null)]
    [InlineData("plain|*/nova", null)]
    [InlineData("plain|no?a", null)]
    [InlineData("a*b*", null)]
    [InlineData("^plain", null)]
    [InlineData("pl ain", null)]
    [InlineData("pla}in", null)]
    [InlineData("{plain", null)]
    [InlineData("plain} OR status:{merged", null)]
    [InlineData("pla\"in", null)]
    [InlineData("pla'in", null)]
    [InlineData("pla\\in", null)]
    [InlineData("(plain)", null)]
    [InlineData("plain; rm", null)]
    [InlineData("плей", null)]
    public void Projects_are_asked_for_where_Gerrits_language_can_say_it(string patterns, string? term) =>
        Assert.Equal(term, QueryText.ProjectTerm(patterns.Split('|')));

    [Fact]
    public void A_long_list_of_projects_is_not_asked_for()
    {
        Assert.NotNull(QueryText.ProjectTerm(Enumerable.Range(0, 100).Select(i => $"p{i}")));
        Assert.Null(QueryText.ProjectTerm(Enumerable.Range(0, 101).Select(i => $"p{i}")));
    }
}
