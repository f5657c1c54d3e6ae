using System.Collections.Immutable;
using CiWatch.App.Search;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.App.Components;

namespace CiWatch.Tests.App.Search;

/// <summary>Ranking over invented boards.</summary>
public sealed class SearchingTests
{
    private static readonly DateTimeOffset Now = SampleBoard.Now;

    [Theory]
    [InlineData("967726", SearchKind.Change, "967726 libvirt: keep volumes")]
    [InlineData("967726,2", SearchKind.Change, "967726 libvirt: keep volumes")]
    [InlineData("https://review.example.org/c/openstack/nova/+/967726/2", SearchKind.Change, "967726 libvirt: keep volumes")]
    [InlineData("I00000000000000000000000000000000000abcd", SearchKind.Change, "967726 libvirt: keep volumes")]
    [InlineData("i000000000000", SearchKind.Change, "967726 libvirt: keep volumes")]
    [InlineData("volumes KEEP", SearchKind.Change, "967726 libvirt: keep volumes")]
    [InlineData("grace", SearchKind.Change, "100 docs")]
    [InlineData("nova", SearchKind.Project, "openstack/nova")]
    [InlineData("openstack/cinder", SearchKind.Project, "openstack/cinder")]
    [InlineData("cind", SearchKind.Project, "openstack/cinder")]
    [InlineData("acme", SearchKind.Ci, "Acme Storage CI")]
    [InlineData("acme storage", SearchKind.Ci, "Acme Storage CI")]
    [InlineData("zuul check", SearchKind.Ci, "Zuul")]
    [InlineData("tempest-full", SearchKind.Job, "tempest-full")]
    [InlineData("tempest", SearchKind.Job, "tempest-full")]
    public void The_best_hit(string typed, SearchKind kind, string title)
    {
        var hits = Find(typed);

        Assert.NotEmpty(hits);
        Assert.Equal((kind, title), (hits[0].Kind, hits[0].Title));
    }

    [Theory]
    [InlineData("967726", "/change/967726")]
    [InlineData("nova", "/project/openstack/nova")]
    [InlineData("acme", "/project/openstack/cinder?ci=acme")] // two patch sets there, one on nova
    [InlineData("zuul", "/project/openstack/nova?ci=zuul%20check&ci=zuul%20gate")]
    [InlineData("zuul gate", "/project/openstack/nova?ci=zuul%20gate")]
    [InlineData("tempest-full", "/project/openstack/cinder?open=acme")]
    public void It_leads_there(string typed, string href) => Assert.Equal(href, Find(typed)[0].Href);

    [Theory]
    [InlineData("no such thing")]
    [InlineData("volumes nowhere")]
    [InlineData("1")]
    [InlineData("\u202e")]
    [InlineData("%00")]
    public void What_is_not_there(string typed) => Assert.Empty(Find(typed));

    [Fact]
    public void Digits_begin_a_number_and_the_whole_number_comes_first()
    {
        Assert.Equal(["967726", "967"], Find("967").Where(h => h.Kind == SearchKind.Change).Select(h => h.Title.Split(' ')[0]).Order(StringComparer.Ordinal).Reverse());
        Assert.StartsWith("967 ", Find("967")[0].Title);
    }

    [Fact]
    public void Builds_that_are_named_by_the_address_of_their_log_do_not_hide_the_change()
    {
        var row = Row(920452, 1, "a change", "Ada");
        row = row with
        {
            Cis = [new CiReports("acme", [new ReportHead(1, Phase.Result, Outcome.Pass, 1, Now, false,
                [.. Enumerable.Range(1, 11).Select(i => new JobMark($"https://ci.example.org/job/{i}/920452/", "SUCCESS", Outcome.Pass, 1, true))])])],
        };

        var hits = Searching.Find([BoardIndex.Of(Board("openstack/nova", SampleBoard.Server, row))], SearchQuery.Parse("920452"), 12).Hits;

        Assert.Equal("920452 a change", Assert.Single(hits).Title);
    }

    [Fact]
    public void Equal_subjects_are_told_apart_by_state_and_age()
    {
        var board = Board(
            "openstack/nova", SampleBoard.Server, Row(1, 1, "the same", "Ada"),
            Row(2, 1, "the same", "Ada") with { Status = ChangeStatus.Merged, CreatedAt = Now.AddHours(-3) });

        var hits = Searching.Find([BoardIndex.Of(board)], SearchQuery.Parse("the same"), 12).Hits;

        Assert.Equal(["openstack/nova · Ada · open", "openstack/nova · Ada · merged"], hits.Select(h => h.Detail));
        Assert.Equal([Now, Now.AddHours(-3)], hits.Select(h => h.At));
    }

    [Fact]
    public void A_change_of_two_servers_is_told_apart_and_the_address_says_which()
    {
        var boards = Boards().Append(BoardIndex.Of(Board("openstack/nova", "other.example", Row(967726, 1, "another one", "Eve"))));

        var hits = Searching.Find([.. boards], SearchQuery.Parse("https://other.example/967726"), 12).Hits;

        Assert.Equal("/change/967726?server=other.example", hits[0].Href);
        Assert.Equal("/change/967726?server=review.example.org", hits[1].Href);
    }

    [Fact]
    public void Never_more_than_asked_for_and_no_kind_is_pushed_out()
    {
        var many = BoardIndex.Of(Board("openstack/nova", SampleBoard.Server, [.. Enumerable.Range(1, 500).Select(i => Row(i, 1, "nova: " + i, "Ada"))]));

        var result = Searching.Find([many], SearchQuery.Parse("nova"), 12);

        Assert.Equal(12, result.Hits.Length);
        Assert.True(result.More);
        Assert.Contains(result.Hits, h => h.Kind == SearchKind.Project);
    }

    [Fact]
    public void What_one_kind_leaves_free_the_others_fill()
    {
        var many = BoardIndex.Of(Board("openstack/nova", SampleBoard.Server, [.. Enumerable.Range(1, 500).Select(i => Row(i, 1, "docs: " + i, "Ada"))]));

        var result = Searching.Find([many], SearchQuery.Parse("docs"), 12);

        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"{i} docs: {i}"), result.Hits.Select(h => h.Title)); // as new and as good: by number
        Assert.True(result.More);
    }

    [Fact]
    public void A_search_that_nobody_waits_for_ends() => Assert.Throws<OperationCanceledException>(
        () => Searching.Find(Boards(), SearchQuery.Parse("nova"), 12, new CancellationToken(canceled: true)));

    [Fact]
    public void An_index_made_of_the_one_before_is_the_same_as_one_made_anew()
    {
        var board = GridSamples.Board(60, 6);
        var before = BoardIndex.Of(board);
        var voted = GridSamples.Voted(board, 3, board.Rows[3].Cis[0].Ci, Outcome.Fail);
        voted = voted with { Rows = [Row(5, 1, "brand new", "Ada", "acme"), .. voted.Rows[..^2]] };

        var updated = BoardIndex.Of(voted, before);
        var anew = BoardIndex.Of(voted);

        Assert.Equal(anew.Cis.OrderBy(p => p.Key), updated.Cis.OrderBy(p => p.Key));
        Assert.Equal(anew.Jobs.OrderBy(p => p.Key), updated.Jobs.OrderBy(p => p.Key));
        Assert.Equal(anew.Named.OrderBy(p => p.Key), updated.Named.OrderBy(p => p.Key));
        Assert.Same(before.Named[board.Rows[3].Cis[0].Ci], updated.Named[board.Rows[3].Cis[0].Ci]);
        Assert.Equal(anew.Changes.Values.OrderBy(c => c.Row.Change), updated.Changes.Values.OrderBy(c => c.Row.Change));
        Assert.Same(before.Changes[board.Rows[10].Change], updated.Changes[board.Rows[10].Change]);
    }

    private static ImmutableArray<SearchHit> Find(string typed) => Searching.Find(Boards(), SearchQuery.Parse(typed), 12).Hits;

    private static List<BoardIndex> Boards() =>
    [
        BoardIndex.Of(Board(
            "openstack/nova", SampleBoard.Server, Row(967726, 2, "libvirt: keep volumes", "Ada", "acme", "zuul check", "zuul gate") with { ChangeId = "I00000000000000000000000000000000000abcd" },
            Row(967, 1, "other", "Bob"))),
        BoardIndex.Of(Board("openstack/cinder", SampleBoard.Server, Row(100, 1, "docs", "Grace", "acme"), Row(101, 1, "more", "Bob", "acme"))),
    ];

    private static ProjectBoard Board(string project, string server, params BoardRow[] rows) => new(
        server, project, [.. rows],
        new CiInfo[] { new("acme", "acme", null, "Acme Storage CI"), new("zuul check", "zuul", "check", "Zuul"), new("zuul gate", "zuul", "gate", "Zuul") }.ToImmutableDictionary(c => c.Ci),
        Now, 1);

    private static BoardRow Row(long change, int patchSet, string subject, string owner, params string[] cis) => new(
        change, patchSet, subject, owner, "master", $"https://review.example.org/c/{change}", null, null, ChangeStatus.Open, false, null, Now, null, null, null,
        [.. cis.Select(ci => new CiReports(ci, [new ReportHead(1, Phase.Result, Outcome.Pass, 1, Now, false, [new JobMark(ci == "acme" ? "tempest-full" : "py", "SUCCESS", Outcome.Pass, 1, true)])]))]);
}
