using Bunit;
using CiWatch.App.Security;

namespace CiWatch.Tests.App.Security;

public sealed class SafeLinkTests : BunitContext
{
    [Theory]
    [InlineData("https://logs.example.org/1/2", "https://logs.example.org/1/2")]
    [InlineData("http://logs.example.org", "http://logs.example.org/")]
    [InlineData("HTTPS://LOGS.example.org/X", "https://logs.example.org/X")]
    public void Web_addresses_are_links_that_cannot_reach_back(string address, string href)
    {
        var a = Render(address).Find("a");

        Assert.Equal(href, a.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", a.GetAttribute("rel"));
        Assert.Equal("_blank", a.GetAttribute("target"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://logs.example.org/")]
    [InlineData("//logs.example.org/")]
    [InlineData("/relative")]
    [InlineData("logs.example.org")]
    [InlineData("https://")]
    [InlineData("https://review.example.org@evil.example/")]
    public void Anything_else_is_plain_text(string? address)
    {
        var cut = Render(address);

        Assert.Empty(cut.FindAll("a"));
        Assert.Equal("log", cut.Find("span").TextContent);
    }

    private IRenderedComponent<SafeLink> Render(string? address) =>
        Render<SafeLink>(p => p.Add(l => l.Href, address).AddChildContent("log"));
}
