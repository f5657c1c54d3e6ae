using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using CiWatch.App.Addresses;
using CiWatch.App.Security;
using CiWatch.Ingest.Live;
using CiWatch.Tests.App.Hubs;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.App.Site;

/// <summary>Every name that Gerrit can hold has a page, and the links to it lead there, by the real server and a client that normalises paths.</summary>
public sealed class ProjectNameTests
{
    private static readonly string[] Odd =
    [
        "a/../../b", ".", "..", "../../etc", "a/./b", "...", ".git", "%2f", "a%2fb", "a%2Fb", "%", "a%", "%00", "%2e%2e", "a%252fb", "a?b", "a#b", "a+b", "a b", "a  b",
        "a;b=c", "a&b=c", "a\\b", "\\\\host\\share", "a/", "/a", "a//b", "//", "a:b", "@a", "~a", "<script>alert(1)</script>", "'\"", "name", "digest",
        "ünï/コード", "e\u0301", "😀/b", "\u202Eabc", "a\u00A0b", "con", "*", "{x}", "[x]", "a|b", "^", "`", "a\tb", "ﬀ", "İ",
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Odd, new('a', 1_000), new('b', 10_000), new('コ', 1_000), new('%', 3_000), .. Random(40)];

    [Fact]
    public async Task The_start_page_and_the_search_lead_to_each_projects_page()
    {
        await using var rig = await HubRig.StartAsync(("Limits:DocumentsPerMinute", "100000"));
        long change = 100;
        foreach (var name in Names) rig.Pipeline.Write(Line(name, ++change));
        var links = await RunningApp.UntilAsync(() => LinksAsync(rig, "/", "table.fig tbody a"), l => l.Count >= Names.Count);

        HashSet<string> shown = [];
        foreach (var link in links)
        {
            Assert.True(link.Length < 4_000, $"{link.Length} characters");
            shown.Add(await HeadingAsync(rig, link));
        }

        Assert.Equal([], Names.Select(Shown).Except(shown));
        Assert.Equal(Names.Count, links.Distinct().Count());
        foreach (var name in new[] { "a/../../b", "a%2fb", "a\\b" })
        {
            var found = await LinksAsync(rig, "/search?q=" + Uri.EscapeDataString(name), ".hits a");
            Assert.Contains(ProjectAddress.Of(new ProjectKey("bench", name), withServer: false), found);
            var tray = await rig.App.Http.GetStringAsync("/cctray.xml?project=" + Uri.EscapeDataString(name));
            Assert.DoesNotContain("problem", tray, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("openstack/nova", "/project/openstack/nova")]
    [InlineData("a b/c+d", "/project/a%20b/c%2Bd")]
    [InlineData("a/../b", "/project?name=a%2F..%2Fb")]
    [InlineData("a%2fb", "/project?name=a%252fb")]
    public void Most_names_are_paths(string name, string address) => Assert.Equal(address, ProjectAddress.Of(new ProjectKey("s", name), withServer: false));

    [Fact]
    public void Two_names_never_have_one_address() =>
        Assert.Equal(Names.Count, Names.Select(n => ProjectAddress.Of(new ProjectKey("s", n))).Distinct(StringComparer.Ordinal).Count());

    private static async Task<List<string>> LinksAsync(HubRig rig, string page, string selector) =>
        [.. new HtmlParser().ParseDocument(await rig.App.Http.GetStringAsync(page)).QuerySelectorAll(selector).Select(a => a.GetAttribute("href")!)];

    private static async Task<string> HeadingAsync(HubRig rig, string link)
    {
        using var answer = await rig.App.Http.GetAsync(link); // System.Uri takes dot segments out, escaped ones too, as browsers do
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {link}");
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("h1")!.TextContent.Trim();
    }

    private static string Shown(string name) => Inert.Line(name).Trim();

    private static string Line(string project, long change)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Benchmarks.BenchmarkLines.Created(change, now).Replace("\"acme/storage\"", JsonSerializer.Serialize(project), StringComparison.Ordinal);
    }

    /// <summary>Names made of what is special somewhere: always the same ones.</summary>
    private static IEnumerable<string> Random(int count)
    {
        string[] parts = ["a", "Z", "0", ".", "..", "/", "//", "%", "%2f", "%2e", "?", "#", "&", "=", "+", " ", ";", "\\", ":", "@", "é", "字", "😀", "-", "_", "~", "'", "\"", "<"];
        Random random = new(20261129);
        for (var i = 0; i < count; i++)
        {
            StringBuilder name = new("r" + i);
            for (var n = random.Next(1, 12); n > 0; n--) name.Append(parts[random.Next(parts.Length)]);
            yield return name.Append('x').ToString();
        }
    }
}
