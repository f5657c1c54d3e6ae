using System.Xml.Linq;
using CiWatch.App.Feeds;

namespace CiWatch.Tests.App.Api;

/// <summary>A CI's name comes from a stranger's comment, and its badge stands on other people's pages.</summary>
public sealed class BadgeTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"/><image href=x onerror=alert(1)>")]
    [InlineData("]]><!--&lt;&#0;&bogus;")]
    [InlineData("a\u0000b\u0001\uFFFE\uD800c")]
    [InlineData("\u202Eesrever\u2066")]
    [InlineData("two\nlines\r\nthree")]
    [InlineData("")]
    [InlineData("🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀")]
    public void A_hostile_name_is_text_and_nothing_else(string name)
    {
        var svg = XDocument.Parse(System.Text.Encoding.UTF8.GetString(Badge.Of(name, "pass", "#2f6b48"))).Root!;

        Assert.Equal(["title", "rect", "rect", "g", "text", "text"], svg.Descendants().Select(e => e.Name.LocalName));
        Assert.All(svg.DescendantsAndSelf().Attributes(), a => Assert.False(a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(svg.Value, c => char.IsControl(c) || c is '\u202E' or '\u2066');
        Assert.EndsWith(": pass", svg.Elements().First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_any_length_makes_a_badge_of_one_line()
    {
        var svg = XDocument.Parse(System.Text.Encoding.UTF8.GetString(Badge.Of(new string('W', 100_000), "emergency, fail rate 50 %", "#c8201f"))).Root!;

        Assert.InRange((int)svg.Attribute("width")!, 100, 800);
        Assert.InRange(svg.ToString().Length, 300, 2_000);
    }
}
