using CiWatch.App.Grids;

namespace CiWatch.Tests.App.Grids;

public sealed class GridWindowTests
{
    [Theory]
    [InlineData("90m", 90)]
    [InlineData("24h", 1440)]
    [InlineData("7d", 10080)]
    [InlineData("24 hours", 1440)]
    [InlineData("7 days", 10080)]
    [InlineData(" 48H ", 2880)]
    [InlineData("999999d", 10080)]
    public void Reads_what_addresses_hold(string text, int minutes)
    {
        Assert.True(GridWindow.TryParse(text, out var window));
        Assert.Equal(TimeSpan.FromMinutes(minutes), window.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("24")]
    [InlineData("9999999999999h")]
    [InlineData("1h<script>")]
    public void Falls_back_on_nonsense(string? text)
    {
        Assert.False(GridWindow.TryParse(text, out var window));
        Assert.Equal(GridWindow.Default, window);
    }

    [Theory]
    [InlineData("90m")]
    [InlineData("24h")]
    [InlineData("48h")]
    [InlineData("7d")]
    public void Writes_what_it_reads(string text)
    {
        Assert.True(GridWindow.TryParse(text, out var window));
        Assert.Equal(text, window.ToString());
    }
}
