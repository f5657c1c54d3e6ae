using System.Net.WebSockets;
using CiWatch.Tests.App.Hubs;

namespace CiWatch.Tests.App.Site;

/// <summary>Whose pages may connect: no foreign site reads through a visitor's browser.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/hubs/votes")]
    [InlineData("/HUBS/%76otes")]
    public async Task Own_pages_and_programs_connect_and_foreign_pages_do_not(string hub)
    {
        await using var rig = await HubRig.StartAsync(("Limits:AllowedOrigins:0", "https://dashboard.example.org"));
        var own = rig.App.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(101, await ConnectAsync(rig, hub, null));
        Assert.Equal(101, await ConnectAsync(rig, hub, own));
        Assert.Equal(101, await ConnectAsync(rig, hub, own.Replace("http:", "https:", StringComparison.Ordinal))); // a proxy that ends TLS
        Assert.Equal(101, await ConnectAsync(rig, hub, "https://dashboard.example.org"));
        foreach (var foreign in new[] { "https://evil.example", "null", "http://127.0.0.1:1", own + ".evil.example", "file://", "garbage" })
            Assert.Equal(403, await ConnectAsync(rig, hub, foreign));
    }

    [Fact]
    public async Task Behind_a_proxy_the_own_origin_is_what_the_browser_calls()
    {
        await using var named = await HubRig.StartAsync(("PublicUrl", "https://ci.example.org"));
        await using var known = await HubRig.StartAsync(("Limits:KnownProxies:0", "127.0.0.0/8"));

        Assert.Equal(101, await ConnectAsync(named, "/_blazor", "https://ci.example.org"));
        Assert.Equal(101, await ConnectAsync(known, "/_blazor", "https://ci.example.org", "ci.example.org"));
        Assert.Equal(403, await ConnectAsync(known, "/_blazor", "https://evil.example", "ci.example.org"));
    }

    [Theory]
    [InlineData("https://dashboard.example.org", true)]
    [InlineData("https://evil.example", false)]
    public async Task An_allowed_site_may_read_the_answer_to_its_negotiation(string origin, bool may)
    {
        await using var rig = await HubRig.StartAsync(("Limits:AllowedOrigins:0", "https://dashboard.example.org"));
        using HttpRequestMessage request = new(HttpMethod.Post, "/hubs/votes/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } };

        var answer = await rig.App.Http.SendAsync(request);

        Assert.Equal(may ? 200 : 403, (int)answer.StatusCode);
        Assert.Equal(may, answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<int> ConnectAsync(HubRig rig, string hub, string? origin, string? forwardedHost = null)
    {
        using ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        if (forwardedHost is not null) socket.Options.SetRequestHeader("X-Forwarded-Host", forwardedHost);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{rig.App.Address.Authority}{hub}"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return (int)socket.HttpStatusCode;
    }
}
