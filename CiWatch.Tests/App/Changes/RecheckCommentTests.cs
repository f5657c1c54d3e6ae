using CiWatch.App.Changes;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Builders;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.App.Changes;

public sealed class RecheckCommentTests
{
    private static readonly GridColumn Acme = new("acme", "Acme CI", "acme", null, false, []);

    [Theory]
    [InlineData("", false, false, null)]
    [InlineData("", true, false, null)] // nobody asked by it yet
    [InlineData("", false, true, null)] // asked, but not where Zuul answers: it may be another word
    [InlineData("", true, true, "recheck")]
    [InlineData("run-*|/retest", false, false, "/retest")]
    [InlineData("run-*", true, true, null)]
    public void The_usual_comment_is_offered_where_it_is_known(string words, bool zuul, bool asked, string? comment)
    {
        var story = new Story().PatchSet(1, 1, 0).Votes(1, 1, "acme", 5, Outcome.Fail);
        if (zuul) story.Votes(1, 1, "zuul", 6, Outcome.Pass, "check");
        if (asked) story.PatchSet(2, 1, 7).Recheck(2, 1, 8);

        var recheck = Contacts(words).Recheck(Acme, Row(story), CellState.Fail, story.Board());

        Assert.Equal(comment, recheck?.Text);
        Assert.NotEqual(true, recheck?.IsOwn);
    }

    [Theory]
    [InlineData(CellState.Fail, true)]
    [InlineData(CellState.Infra, true)]
    [InlineData(CellState.Flaky, true)]
    [InlineData(CellState.Missing, true)]
    [InlineData(CellState.Pass, false)]
    [InlineData(CellState.Merge, false)]
    [InlineData(CellState.Running, false)]
    public void None_is_offered_where_another_run_would_not_help(CellState state, bool isOffered)
    {
        var story = new Story().PatchSet(1, 1, 0);
        Assert.Equal(isOffered, Contacts("recheck").Recheck(Acme, Row(story), state, story.Board()) is not null);
    }

    [Fact]
    public void None_is_offered_on_a_patch_set_that_was_replaced_or_closed()
    {
        var story = new Story().PatchSet(1, 1, 0).PatchSet(1, 2, 10);
        Assert.Null(Contacts("recheck").Recheck(Acme, story.Board().Rows.Single(r => r.PatchSet == 1), CellState.Fail, story.Board()));
        Assert.NotNull(Contacts("recheck").Recheck(Acme, story.Board().Rows.Single(r => r.PatchSet == 2), CellState.Fail, story.Board()));
        story.Merged(1, 2, 20);
        Assert.Null(Contacts("recheck").Recheck(Acme, story.Board().Rows.Single(r => r.PatchSet == 2), CellState.Fail, story.Board()));
    }

    private static BoardRow Row(Story story) => story.Board().Rows.Single(r => r.Change == 1);

    private static CiContacts Contacts(string words) =>
        new(Options.Create(new CiOptions { RecheckWords = [.. words.Split('|', StringSplitOptions.RemoveEmptyEntries)] }));
}
