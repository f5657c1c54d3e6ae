using CiWatch.App.Grids.Filtering;

namespace CiWatch.Tests.App.Grids.Filtering;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("   ", "anything", true)]
    [InlineData(null, "anything", true)]
    [InlineData("VOLUME", "keep volume connections", true)]
    [InlineData("volumes", "keep volume connections", false)]
    [InlineData("/vol.*s$/", "Keep Volume connections", true)]
    [InlineData("/^vol/", "keep volume connections", false)]
    [InlineData("/usr", "read /usr/share", true)]
    [InlineData("//", "a // b", true)]
    [InlineData("(", "a (b", true)]
    [InlineData("/967726,(1|2)/", "967726,2", true)]
    public void A_text_is_contained_and_a_regex_stands_between_slashes(string? written, string text, bool matches)
    {
        var pattern = TextPattern.Parse(written);

        Assert.Null(pattern.Error);
        Assert.Equal(matches, pattern.Matches(text));
    }

    [Theory]
    [InlineData("/a(b/", "a ) is missing")]
    [InlineData("/a[b/", "a ] is missing")]
    [InlineData("/*a/", "nothing stands before")]
    [InlineData(@"/(a)\1/", "without")]
    [InlineData("/(?=a)b/", "without")]
    [InlineData("/(?<=a)b/", "without")]
    [InlineData("/((a{1,999}){1,999}){1,999}/", "Too large")]
    public void What_the_engine_cannot_do_says_what_to_do_and_hides_nothing(string written, string says)
    {
        var pattern = TextPattern.Parse(written);

        Assert.Contains(says, pattern.Error);
        Assert.True(pattern.IsAny);
        Assert.True(pattern.Matches("anything"));
    }

    [Fact]
    public void A_pattern_longer_than_allowed_is_refused_whole()
    {
        Assert.Null(TextPattern.Parse(new string('a', TextPattern.MaxLength)).Error);
        Assert.Contains("200", TextPattern.Parse(new string('a', TextPattern.MaxLength + 1)).Error);
    }

    [Theory]
    [InlineData("/^(a+)+$/")]
    [InlineData("/(a|aa)+$/")]
    [InlineData("/(.*)*x$/")]
    public void What_hangs_a_backtracking_engine_ends_here(string written) =>
        Assert.False(TextPattern.Parse(written).Matches(new string('a', 5_000) + "!"));

    [Fact]
    public void Of_several_texts_one_is_enough()
    {
        Assert.True(TextPattern.Parse("ada").Matches("967726,2", null, "Ada"));
        Assert.False(TextPattern.Parse("ada").Matches("967726,2", null));
    }
}
