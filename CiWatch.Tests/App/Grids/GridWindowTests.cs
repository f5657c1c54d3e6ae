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
    [InlineData("1m", 30)]
    [InlineData("91m", 120)]
    [InlineData("361m", 720)]
    [InlineData("36h", 2160)]
    [InlineData("49h", 4320)]
    [InlineData("10079m", 10080)]
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

    [Fact]
    public void The_minutes_of_a_week_are_few_windows()
    {
        var windows = Enumerable.Range(1, 10_080).Select(m => GridWindow.TryParse($"{m}m", out var w) ? w : default).Distinct().ToList();

        Assert.Equal(24, windows.Count);
        Assert.All(windows, w => Assert.True(GridWindow.TryParse(w.ToString(), out var again) && again == w));
    }

    [Theory]
    [InlineData("91m", "2h is shown")]
    [InlineData("8d", "7 days at most")]
    [InlineData("90m", null)]
    [InlineData("7d", null)]
    public void A_window_that_is_not_taken_as_written_is_said(string text, string? words)
    {
        if (words is null) Assert.Null(GridWindow.Doubt(text));
        else Assert.Contains(words, GridWindow.Doubt(text), StringComparison.Ordinal);
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
