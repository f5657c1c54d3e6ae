using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using CiWatch.App.Limits;
using CiWatch.Tests.App.Hubs;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.App.Limits;

/// <summary>What an address that takes too much is told, by the real server.</summary>
public sealed class VisitorLimitsTests
{
    [Fact]
    public async Task Too_many_requests_are_answered_429_with_what_to_do()
    {
        await using var rig = await HubRig.StartAsync(("Limits:ApiPerMinute", "2"));
        var http = rig.App.Http;
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/projects")).StatusCode);

        var refused = await http.GetAsync("/cctray.xml?project=acme/storage"); // one limit for all that machines read

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("2 requests a minute. Wait as long as Retry-After says", (string)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz")).StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(119)]
    [InlineData(3_000)]
    [InlineData(10_000_000)]
    public void So_many_requests_a_minute_as_is_told_come_back_a_minute(int perMinute)
    {
        var bucket = VisitorLimits.Bucket(perMinute);

        Assert.Equal(perMinute, bucket.TokenLimit);
        Assert.Equal(perMinute, bucket.TokensPerPeriod * (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod), 0.001 * perMinute);
        Assert.True(bucket.ReplenishmentPeriod >= TimeSpan.FromSeconds(0.5));
    }

    [Theory]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    [InlineData("192.0.2.1", HttpStatusCode.TooManyRequests)] // not who asks: what it says of others is not believed
    public async Task Only_known_proxies_are_believed(string proxy, HttpStatusCode second)
    {
        await using var rig = await HubRig.StartAsync(("Limits:ApiPerMinute", "1"), ("Limits:KnownProxies:0", proxy));

        Assert.Equal(HttpStatusCode.OK, await ForAsync("198.51.100.1"));
        Assert.Equal(second, await ForAsync("198.51.100.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ForAsync("198.51.100.1"));

        async Task<HttpStatusCode> ForAsync(string visitor)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/projects") { Headers = { { "X-Forwarded-For", visitor } } };
            return (await rig.App.Http.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task Without_a_known_proxy_nobody_is_believed()
    {
        await using var rig = await HubRig.StartAsync(("Limits:ApiPerMinute", "1"));
        for (var i = 0; i < 2; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/projects") { Headers = { { "X-Forwarded-For", $"198.51.100.{i}" } } };
            Assert.Equal(i == 0 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, (await rig.App.Http.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task Hub_connections_of_an_address_are_counted_until_they_end()
    {
        await using var rig = await HubRig.StartAsync(("Limits:HubConnectionsPerAddress", "1"));
        var (first, _) = await rig.ConnectAsync();

        var error = await Assert.ThrowsAsync<HttpRequestException>(rig.ConnectAsync);
        await first.DisposeAsync();
        await RunningApp.UntilAsync(() => NegotiateAsync(rig, "hubs/votes"), a => a == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, error.StatusCode);
    }

    [Fact]
    public async Task Open_pages_of_an_address_are_counted_until_they_close()
    {
        await using var rig = await HubRig.StartAsync(("Limits:CircuitsPerAddress", "1"));
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(rig, "_blazor"));
        using (var page = new ClientWebSocket())
        {
            await page.ConnectAsync(new Uri(rig.App.Address.ToString().Replace("http:", "ws:", StringComparison.Ordinal) + "_blazor"), CancellationToken.None);

            Assert.Equal(HttpStatusCode.TooManyRequests, await NegotiateAsync(rig, "_blazor"));
            Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.GetAsync("/api/v1/status")).StatusCode);
        }

        await RunningApp.UntilAsync(() => NegotiateAsync(rig, "_blazor"), a => a == HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> NegotiateAsync(HubRig rig, string hub) =>
        (await rig.App.Http.PostAsync(new Uri($"/{hub}/negotiate?negotiateVersion=1", UriKind.Relative), null)).StatusCode;
}
