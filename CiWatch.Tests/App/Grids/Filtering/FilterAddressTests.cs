using CiWatch.App.Addresses;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;
using Microsoft.AspNetCore.WebUtilities;

namespace CiWatch.Tests.App.Grids.Filtering;

public sealed class FilterAddressTests
{
    public static TheoryData<GridFilter, string> Written => new()
    {
        { GridFilter.None, "" },
        { new() { Branch = "stable/2026.2" }, "branch=stable%2F2026.2" },
        { new() { Status = RowStanding.Wip }, "status=wip" },
        { new() { Text = "/a&b=c#d?/" }, "q=%2Fa%26b%3Dc%23d%3F%2F" },
        { new() { Text = "日本 \"x\" + y%" }, "q=%E6%97%A5%E6%9C%AC%20%22x%22%20%2B%20y%25" },
        { new() { Ci = "/^net/" }, "cis=%2F%5Enet%2F" },
        { new() { Compared = ["zuul check", "acme-ci", "acme-ci"] }, "ci=acme-ci&ci=zuul%20check" },
        { new() { OnlyFailures = true, OnlyMissing = true }, "only=failures&only=missing" },
        { new() { HideGreen = true, HideVoid = true, MarkGate = true }, "hide=green&hide=void&mark=gate" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void An_address_and_back_is_the_same_filter(GridFilter filter, string query)
    {
        var address = ProjectAddress.Of(new ProjectKey("s", "p"), withServer: false, filter: filter);

        Assert.Equal(query.Length == 0 ? "/project/p" : "/project/p?" + query, address);
        var (read, notes) = Read(query);
        Assert.Equal(filter, read);
        Assert.Empty(notes);
    }

    [Fact]
    public void Links_keep_window_and_opened_columns_beside_the_filter() => Assert.Equal(
        "/project/p?server=s&window=7d&open=acme-ci&only=failures",
        ProjectAddress.Of(new ProjectKey("s", "p"), new GridWindow(GridWindow.Longest), ["acme-ci"], filter: new() { OnlyFailures = true }));

    [Theory]
    [InlineData("status=banana", "status=banana is none of open, merged")]
    [InlineData("only=everything", "only=everything is none of failures, missing")]
    [InlineData("hide=red", "hide=red is none of green, void")]
    [InlineData("mark=me", "mark=me is none of gate")]
    public void Nonsense_is_left_out_and_said(string query, string says)
    {
        var (filter, notes) = Read(query);

        Assert.Equal(GridFilter.None, filter);
        Assert.StartsWith(says, Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q", 201)]
    [InlineData("cis", 201)]
    [InlineData("branch", 256)]
    [InlineData("ci", 256)]
    [InlineData("status", 100_000)]
    public void What_is_too_long_is_left_out_and_quoted_in_short(string key, int length)
    {
        var (filter, notes) = Read($"{key}={new string('x', length)}");

        Assert.Equal(GridFilter.None, filter);
        Assert.InRange(Assert.Single(notes).Length, 10, 200);
    }

    [Fact]
    public void More_CIs_than_can_be_compared_are_cut_and_said()
    {
        var (filter, notes) = Read(string.Join('&', Enumerable.Range(0, 60).Select(i => $"ci=ci{i:00}")));

        Assert.Equal(GridFilter.MostCompared, filter.Compared.Length);
        Assert.Contains("60", Assert.Single(notes));
    }

    [Theory]
    [InlineData("q=&branch=&status=&cis=&ci=&only=&hide=&mark=")]
    [InlineData("only&hide&ci&status")]
    public void Empty_values_are_nothing(string query)
    {
        var (filter, notes) = Read(query);

        Assert.Equal(GridFilter.None, filter);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("7d", null)]
    [InlineData("90m", null)]
    [InlineData("14d", "7 days")]
    [InlineData("999999d", "7 days")]
    [InlineData("banana", "window=banana is no window")]
    [InlineData("-3h", "is no window")]
    public void A_window_that_is_not_taken_as_written_is_said(string? window, string? says)
    {
        var doubt = GridWindow.Doubt(window);

        if (says is null) Assert.Null(doubt);
        else Assert.Contains(says, doubt);
    }

    private static (GridFilter Filter, IEnumerable<string> Notes) Read(string query)
    {
        var all = QueryHelpers.ParseQuery(query);
        var (filter, notes) = FilterAddress.Read(new FilterQuery(
            One("branch"), One("status"), One("q"), One("cis"), All("ci"), All("only"), All("hide"), All("mark")));
        return (filter, notes);

        string? One(string key) => all.TryGetValue(key, out var values) ? values.ToString() : null;

        string?[]? All(string key) => all.TryGetValue(key, out var values) ? [.. values] : null;
    }
}
