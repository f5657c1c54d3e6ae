using CiWatch.App.Addresses;
using CiWatch.App.Components.Controls;
using CiWatch.App.Components.Grid;
using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;

namespace CiWatch.Tests.App.Language;

public sealed class WordingTests
{
    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 m")]
    [InlineData(3599, "59 m")]
    [InlineData(3600, "1 h 00")]
    [InlineData(11520, "3 h 12")]
    [InlineData(86_400, "24 h 00")]
    [InlineData(345_600, "4 d")]
    public void Ages(int seconds, string said) => Assert.Equal(said, Wording.Long(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("Acme CI", "Acme")]
    [InlineData("acme ci", "acme")]
    [InlineData("CI", "CI")]
    [InlineData(" CI", " CI")]
    [InlineData("Zuul check", "Zuul check")]
    public void Heads_leave_out_what_all_names_share(string name, string shown) => Assert.Equal(shown, HeadNames.Short(name));

    [Fact]
    public void Long_names_are_cut_in_the_middle()
    {
        Assert.Equal("nova-li…on-ceph", HeadNames.Middle("nova-live-migration-ceph", 15));
        Assert.Equal("short", HeadNames.Middle("short", 15));
    }

    [Fact]
    public void Addresses_keep_slashes_and_escape_the_rest()
    {
        var key = new ProjectKey("review.example.org", "a b/c?d");

        Assert.Equal("/project?name=a%20b%2Fc%3Fd", ProjectAddress.Of(key, withServer: false));
        Assert.Equal("/project?name=a%20b%2Fc%3Fd&server=review.example.org", ProjectAddress.Of(key));
        Assert.Equal("/project?name=a%20b%2Fc%3Fd&window=48h&open=zuul%20check&open=x%26y",
            ProjectAddress.Of(key, new GridWindow(TimeSpan.FromHours(48)), ["zuul check", "x&y"], withServer: false));
    }

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(1, 10_000, 1)]
    [InlineData(10, 10, 22)]
    [InlineData(20, 10, 22)]
    [InlineData(5, 0, 0)]
    public void Spark_bars_stay_within_their_height(int votes, int most, int pixels) => Assert.Equal(pixels, Sparkline.Scale(votes, most));
}
