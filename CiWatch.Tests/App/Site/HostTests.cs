using System.Net;
using CiWatch.App.Configuration;
using CiWatch.Tests.App.Api;
using CiWatch.Tests.App.Hubs;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CiWatch.Tests.App.Site;

/// <summary>By which host names the service answers.</summary>
public sealed class HostTests(MachineRig rig) : IClassFixture<MachineRig>
{
    public static TheoryData<string> Malformed => ["x:99999", new string('a', 5_000), "a..b", "...", "x:y", "-", "[::1", "a/b"];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_host_that_is_none_gets_400_on_each_address(string host)
    {
        var routes = rig.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/').Replace("{*Name}", "acme/storage", StringComparison.Ordinal).Replace("{number:long}", "7", StringComparison.Ordinal)
                .Replace("{Number}", "7", StringComparison.Ordinal).Replace("{ci}", "c", StringComparison.Ordinal).Replace("{server}", "s", StringComparison.Ordinal))
            .Where(r => !r.Contains('{') && !r.Contains("_content", StringComparison.Ordinal)).Append("/nope").Append("/api/v1/nope").Append("/project/acme/storage/").Distinct().ToList();
        Assert.True(routes.Count > 30, $"{routes.Count} addresses");
        foreach (var route in routes)
        {
            var answer = await RawHttp.GetAsync(rig.App.Address, route, host);
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
            if (answer.Contains("\r\nContent-Length: 0\r\n", StringComparison.Ordinal)) continue; // the web server itself refuses what is no header
            Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("send a Host header", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("ci.example.org")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:8080")]
    [InlineData("ciwatch")]
    [InlineData("my_service")]
    public async Task Without_a_setting_every_name_is_answered(string host) =>
        Assert.StartsWith("HTTP/1.1 200", await RawHttp.GetAsync(rig.App.Address, "/project/acme/storage", host), StringComparison.Ordinal);

    [Fact]
    public async Task With_a_public_address_links_have_it_and_no_foreign_name_is_answered()
    {
        using LogLines log = new();
        await using var app = await StartAsync(log, ("PublicUrl", "https://ci.example.org/"));

        foreach (var (host, status) in new[] { ("ci.example.org", 200), ("127.0.0.1:5000", 200), ("localhost", 200), ("ciwatch", 200), ("evil.example", 400), ("ci.example.org.evil.example", 400) })
            Assert.StartsWith($"HTTP/1.1 {status}", await RawHttp.GetAsync(app.Address, "/api/v1/status", host), StringComparison.Ordinal);
        Assert.Contains("\"https://ci.example.org/\"", await app.Http.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await RawHttp.AskAsync(app.Address, "GET /healthz HTTP/1.0"), StringComparison.Ordinal);
        Assert.DoesNotContain(log.All, l => l.Level >= LogLevel.Error && !l.Text.Contains("PrivateKeyFile", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feeds_name_the_public_address()
    {
        await using var hub = await HubRig.StartAsync(("PublicUrl", "https://ci.example.org"));
        hub.Created(7);
        hub.Report(7, 1);
        await RunningApp.UntilAsync(() => hub.App.Http.GetAsync("/feeds/failures.atom?project=acme/storage"), a => a.StatusCode == HttpStatusCode.OK);

        var feed = await hub.App.Http.GetStringAsync("/feeds/failures.atom?project=acme/storage");
        var tray = await hub.App.Http.GetStringAsync("/cctray.xml?project=acme/storage");

        Assert.Contains("href=\"https://ci.example.org/feeds/failures.atom", feed, StringComparison.Ordinal);
        Assert.Contains("webUrl=\"https://ci.example.org/project/acme/storage", tray, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", feed + tray, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ci.example.org;*.internal", "a.internal", 200)]
    [InlineData("ci.example.org", "localhost", 400)]
    [InlineData("*", "evil.example", 200)]
    public async Task Allowed_names_are_those_of_the_setting(string allowed, string host, int status)
    {
        using LogLines log = new();
        await using var app = await StartAsync(log, ("AllowedHosts", allowed), ("PublicUrl", "https://ci.example.org/"));

        Assert.StartsWith($"HTTP/1.1 {status}", await RawHttp.GetAsync(app.Address, "/api/v1/status", host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ci.example.org", "PublicUrl is 'ci.example.org'; it must be scheme and host alone")]
    [InlineData("https://ci.example.org/watch", "PublicUrl is 'https://ci.example.org/watch'")]
    [InlineData("ftp://ci.example.org/", "PublicUrl is 'ftp://ci.example.org/'")]
    public void A_public_address_that_makes_no_sense_is_named(string address, string told) => Assert.StartsWith(
        told, Assert.Single(new SiteOptionsValidator().Validate(null, new SiteOptions { PublicUrl = address }).Failures!), StringComparison.Ordinal);

    private static Task<RunningApp> StartAsync(LogLines log, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("ciwatch-host-").FullName;
        return RunningApp.StartAsync(
            [.. PipelineRig.Settings(Path.Combine(folder, "ciwatch.db")), .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))], folder,
            builder => builder.Logging.AddProvider(log));
    }
}
