using CiWatch.App.Search;

namespace CiWatch.Tests.App.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("967548", 967548, null, null)]
    [InlineData("  967548,3 ", 967548, 3, null)]
    [InlineData("#967548", 967548, null, null)]
    [InlineData("967548/3", 967548, 3, null)]
    [InlineData("https://review.opendev.org/c/openstack/nova/+/967548", 967548, null, "review.opendev.org")]
    [InlineData("https://review.opendev.org/c/openstack/nova/+/967548/4", 967548, 4, "review.opendev.org")]
    [InlineData("https://review.opendev.org/c/openstack/nova/+/967548/2..4/nova/virt/driver.py", 967548, 4, "review.opendev.org")]
    [InlineData("https://review.opendev.org/c/openstack/nova/+/967548?tab=comments", 967548, null, "review.opendev.org")]
    [InlineData("https://review.opendev.org/#/c/967548", 967548, null, "review.opendev.org")]
    [InlineData("https://review.opendev.org/#/c/967548/3/", 967548, 3, "review.opendev.org")]
    [InlineData("https://review.opendev.org/#/c/openstack/nova/+/967548/3", 967548, 3, "review.opendev.org")]
    [InlineData("https://review.opendev.org/967548", 967548, null, "review.opendev.org")]
    [InlineData("http://localhost:8080/c/acme/storage/+/12", 12, null, "localhost:8080")]
    [InlineData("https://host.example/gerrit/c/acme/+/12/1", 12, 1, "host.example")]
    [InlineData("review.opendev.org/c/openstack/nova/+/967548", 967548, null, "review.opendev.org")]
    [InlineData("/#/c/123", 123, null, null)]
    [InlineData("/c/123/4", 123, 4, null)]
    [InlineData("/123", 123, null, null)]
    [InlineData("/change/123", 123, null, null)]
    public void Numbers_and_addresses(string typed, long number, int? patchSet, string? host)
    {
        var query = SearchQuery.Parse(typed);

        Assert.Equal((number, patchSet, host), (query.Number, query.PatchSet, query.Host));
        Assert.Null(query.ChangeId);
    }

    [Theory]
    [InlineData("I0123456789abcdef0123456789abcdef01234567", "i0123456789abcdef0123456789abcdef01234567")]
    [InlineData("i0123456", "i0123456")]
    public void Change_ids(string typed, string id) => Assert.Equal(id, SearchQuery.Parse(typed).ChangeId);

    [Theory]
    [InlineData("nova", 1)]
    [InlineData("openstack/nova", 1)]
    [InlineData("Fix  the\tvolume\r\nleak", 4)]
    [InlineData("ironic", 1)]
    [InlineData("99999999999999999999999", 1)]
    [InlineData("967548 volume", 2)]
    [InlineData("-1", 1)]
    [InlineData("../../etc/passwd", 1)]
    [InlineData("javascript:alert(1)//123", 1)]
    [InlineData("' OR 1=1 --", 4)]
    [InlineData("(((((a+)+)+)+)+$", 1)]
    public void All_else_is_words(string typed, int words)
    {
        var query = SearchQuery.Parse(typed);

        Assert.Equal(words, query.Words.Length);
        Assert.Null(query.Number);
        Assert.False(query.WasCut);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    public void Nothing_is_nothing(string? typed) => Assert.True(SearchQuery.Parse(typed).IsEmpty);

    [Fact]
    public void A_huge_query_is_cut_and_says_so()
    {
        var query = SearchQuery.Parse(string.Join(' ', Enumerable.Repeat("word", 1_000_000)));

        Assert.True(query.WasCut);
        Assert.True(query.Text.Length <= SearchQuery.MostCharacters);
        Assert.InRange(query.Words.Length, 1, 8);
    }

    [Fact]
    public void Half_a_character_and_hidden_ones_are_read_like_any() =>
        Assert.Single(SearchQuery.Parse("\ud800\u202e\u001b\0").Words);
}
