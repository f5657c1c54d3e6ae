using System.Net;
using System.Net.Sockets;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CsvHelper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CiWatch.Tests.App.Api;

/// <summary>What we serve is read by the libraries that others would read it with.</summary>
public sealed partial class MachinesTests(MachineRig rig) : IClassFixture<MachineRig>
{
    private const string Project = "project=acme/storage";
    private const string Inert = "=HYPERLINK(1),<script>alert(1)</script>&amp;␁\uFFFD\uFFFD";

    [Fact]
    public async Task The_description_is_sound_and_has_every_address_of_the_API()
    {
        var read = OpenApiDocument.Parse(await rig.App.Http.GetStringAsync("/openapi/v1.json"), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        var described = read.Document!.Paths.Keys;
        var mapped = rig.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + Constraint.Replace(e.RoutePattern.RawText!.TrimStart('/'), "}"))
            .Where(r => r.StartsWith("/api/v1", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Contains("/api/v1/grid", mapped);
        Assert.Empty(mapped.Except(described));
        Assert.All(read.Document.Paths.Values.SelectMany(p => p.Operations!.Values), o =>
        {
            Assert.False(string.IsNullOrEmpty(o.Summary));
            Assert.All(o.Parameters ?? [], p => Assert.False(string.IsNullOrEmpty(p.Description)));
            Assert.Contains("429", o.Responses!.Keys);
        });
    }

    [Theory]
    [InlineData("/api/v1/grid?" + Project)]
    [InlineData("/api/v1/grid.csv?" + Project)]
    [InlineData("/api/v1/projects")]
    [InlineData("/api/v1/changes/7")]
    [InlineData("/badge/vendor-1-ci%20check?" + Project)]
    [InlineData("/feeds/failures.atom?" + Project)]
    [InlineData("/cctray.xml?" + Project)]
    public async Task Nothing_new_is_answered_304(string address)
    {
        var first = await rig.App.Http.GetAsync(address);
        using HttpRequestMessage again = new(HttpMethod.Get, address) { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
        var second = await rig.App.Http.SendAsync(again);
        Assert.True(first.Headers.ETag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());

        using HttpRequestMessage other = new(HttpMethod.Get, address) { Headers = { { "If-None-Match", "W/\"other\"" } } };
        Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.SendAsync(other)).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/grid?")]
    [InlineData("/api/v1/grid.csv?")]
    public async Task Each_page_and_window_of_a_grid_has_a_tag_of_its_own(string address)
    {
        HashSet<string> tags = [];
        foreach (var more in new[] { "", "&page=1", "&page=2", "&size=1", "&window=48h" })
            tags.Add((await rig.App.Http.GetAsync(address + Project + more)).Headers.ETag!.ToString());

        Assert.Equal(5, tags.Count);
    }

    [Fact]
    public async Task A_grid_comes_whole_or_by_pages()
    {
        var whole = await rig.App.JsonAsync("/api/v1/grid?" + Project);
        var first = await rig.App.JsonAsync("/api/v1/grid?size=1&" + Project);
        var second = await rig.App.JsonAsync((string)first["next"]!);

        Assert.Equal((2, 2, true), (whole["rows"]!.AsArray().Count, (int)whole["total"]!, whole["next"] is null));
        Assert.Equal((1, 2), (first["rows"]!.AsArray().Count, (int)first["total"]!));
        Assert.Null(second["next"]);
        Assert.Equal([8, 7], new[] { (int)first["rows"]![0]!["change"]!, (int)second["rows"]![0]!["change"]! });
    }

    [Theory]
    [InlineData("/api/v1/projects?page=0", "A page is a number from 1 on.")]
    [InlineData("/api/v1/projects?page=x", "A page is a number from 1 on.")]
    [InlineData("/api/v1/grid?size=1001&" + Project, "A size is a number from 1 to 1000.")]
    [InlineData("/api/v1/grid.csv?size=-1&" + Project, "A size is a number from 1 to 1000.")]
    [InlineData("/feeds/failures.atom", "Say of what")]
    [InlineData("/cctray.xml", "Say which project")]
    public async Task Nonsense_is_answered_with_what_to_do(string address, string told)
    {
        var answer = await rig.App.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(told, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_far_beyond_the_last_is_empty()
    {
        var answer = await rig.App.JsonAsync("/api/v1/projects?page=2147483647&size=1000");

        Assert.Equal((1, 0), ((int)answer["total"]!, answer["projects"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_spreadsheet_takes_no_subject_for_a_formula()
    {
        await using var stream = await rig.App.Http.GetStreamAsync("/api/v1/grid.csv?" + Project);
        using var csv = CsvReader.Create(stream);
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
        {
            rows.Add(new[] { "change", "patchSet", "subject", "vendor-1-ci check", "vendor-2-ci check" }.ToDictionary(c => c, c => csv.GetString(c)));
        }

        Assert.Equal(["8", "7"], rows.Select(r => r["change"]));
        Assert.Equal("'" + Inert.Replace("\uFFFD\uFFFD", "\uFFFE\uFFFD", StringComparison.Ordinal), rows[1]["subject"]);
        Assert.Equal(("fail", "pass"), (rows[1]["vendor-1-ci check"], rows[1]["vendor-2-ci check"]));
    }

    [Theory]
    [InlineData("/feeds/failures.atom?" + Project, "acme/storage")]
    [InlineData("/feeds/failures.atom?ci=vendor-1-ci", "vendor-1-ci")]
    [InlineData("/feeds/failures.atom?ci=vendor-1-ci%20check&server=bench&" + Project, "vendor-1-ci check on acme/storage")]
    public async Task A_feed_reader_reads_the_failures(string address, string of)
    {
        using var xml = XmlReader.Create(await rig.App.Http.GetStreamAsync(address));

        var feed = SyndicationFeed.Load(xml);

        Assert.Equal("Failures of " + of, feed.Title.Text);
        var entry = Assert.Single(feed.Items, i => i.Title.Text.Contains("on 7,1", StringComparison.Ordinal));
        Assert.Equal($"Vendor 1 CI check: fail on 7,1 {Inert}", entry.Title.Text);
        Assert.Equal("text", entry.Title.Type);
        Assert.Equal("text", entry.Content.Type);
        Assert.Contains("ci1-tempest-job-2: FAILURE", ((TextSyndicationContent)entry.Content).Text, StringComparison.Ordinal);
        Assert.StartsWith("urn:ciwatch:report:bench:", entry.Id, StringComparison.Ordinal);
        Assert.Equal(new Uri(rig.App.Address, "/change/7?server=bench"), Assert.Single(entry.Links, l => l.RelationshipType == "alternate").Uri);
        Assert.Equal(feed.Items.Max(i => i.LastUpdatedTime), feed.LastUpdatedTime);
    }

    [Fact]
    public async Task A_feed_that_is_kept_for_others_has_its_own_address_and_nothing_of_who_asked_first()
    {
        const string Own = "/feeds/failures.atom?project=acme%2Fstorage&ci=vendor-3-ci";

        var first = await rig.App.Http.GetStringAsync("/feeds/failures.atom?ci=vendor-3-ci&utm=secret&project=acme/storage");
        var second = await rig.App.Http.GetStringAsync("/feeds/failures.atom?project=acme/storage&ci=vendor-3-ci");

        Assert.Equal(first, second);
        Assert.DoesNotContain("secret", second, StringComparison.Ordinal);
        using var xml = XmlReader.Create(new StringReader(second));
        Assert.Equal(new Uri(rig.App.Address, Own), Assert.Single(SyndicationFeed.Load(xml).Links, l => l.RelationshipType == "self").Uri);
    }

    [Theory]
    [InlineData("/feeds/failures.atom?project=acme/storage", "")]
    [InlineData("/cctray.xml?project=acme/storage", "")]
    [InlineData("/feeds/failures.atom?project=acme/storage", "Host:\r\n")]
    [InlineData("/feeds/failures.atom?project=acme/storage", "Host: ...\r\n")]
    public async Task Who_names_no_host_is_told_to(string address, string header)
    {
        using TcpClient client = new();
        await client.ConnectAsync(rig.App.Address.Host, rig.App.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.0\r\n{header}\r\n"));
        using StreamReader reader = new(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("send a Host header", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feeds/failures.atom?project=acme/nothing")]
    [InlineData("/feeds/failures.atom?ci=nobody")]
    [InlineData("/cctray.xml?project=acme/nothing")]
    [InlineData("/api/v1/grid.csv?project=acme/nothing")]
    [InlineData("/badge/nobody?" + Project)]
    public async Task What_was_never_seen_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await rig.App.Http.GetAsync(address)).StatusCode);

    [Fact]
    public async Task A_build_monitor_reads_each_CI()
    {
        var projects = XDocument.Parse(await rig.App.Http.GetStringAsync("/cctray.xml?" + Project)).Root!.Elements("Project").ToList();

        Assert.Equal(3, projects.Count);
        var first = Assert.Single(projects, p => (string?)p.Attribute("name") == "acme/storage vendor-1-ci check");
        Assert.Equal("Sleeping", (string?)first.Attribute("activity"));
        Assert.Contains((string?)first.Attribute("lastBuildStatus"), new[] { "Success", "Failure" });
        Assert.True(DateTimeOffset.TryParse((string?)first.Attribute("lastBuildTime"), out _));
        Assert.Equal(new Uri(rig.App.Address, "/project/acme/storage?server=bench").ToString(), (string?)first.Attribute("webUrl"));
    }

    [Fact]
    public async Task A_badge_says_in_words_how_a_CI_fares()
    {
        var answer = await rig.App.Http.GetAsync("/badge/vendor-1-ci%20check?" + Project);
        var svg = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.CacheControl!.MaxAge);
        // Nobody runs this server: what is shown is never shown as fresh.
        Assert.Equal("Vendor 1 CI: stale (emergency, fail rate 50 %)", svg.Elements().First(e => e.Name.LocalName == "title").Value);
    }

    [Fact]
    public async Task Prometheus_finds_what_the_service_says_of_itself()
    {
        await rig.App.Http.GetAsync("/"); // a page is drawn

        var metrics = await rig.App.Http.GetStringAsync("/metrics");

        Assert.All(
            [
                "ciwatch_events_total{", "ciwatch_reports_total{", "ciwatch_malformed_total{", "ciwatch_dropped_total{", "ciwatch_queue_lines{",
                "ciwatch_queue_memory_bytes{", "ciwatch_queue_disk_bytes{", "ciwatch_newest_event_age_seconds{", "ciwatch_commit_lag_seconds_count{",
                "ciwatch_server_live{", "http_server_request_duration_seconds_count{",
            ],
            name => Assert.Contains("\n" + name, metrics, StringComparison.Ordinal));
        Assert.Matches("\nciwatch_reports_total\\{[^}]*server=\"bench\"[^}]*\\} [1-9]", metrics);
    }

    [GeneratedRegex(@":\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Constraint { get; }
}
