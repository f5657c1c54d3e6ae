using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using CiWatch.App.Limits;
using CiWatch.Tests.App.Hubs;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.App.Limits;

/// <summary>Limits hold however an address is written, and whatever carries a connection.</summary>
public sealed class EndpointLimitsTests
{
    private static readonly string[] Free = ["_framework/", "_content/", "css/", "js/", "mark.", "mark-", "CiWatch.App", "/healthz", "/readyz", "_blazor/disconnect", "_blazor/initializers"];

    [Theory]
    [InlineData("/")]
    [InlineData("/project/openstack/nova")]
    [InlineData("/PROJECT/openstack/nova?window=7d")]
    [InlineData("/%70roject/x")]
    [InlineData("/project?name=x")]
    [InlineData("/project?project=x")]
    [InlineData("/search?q=a")]
    [InlineData("/change/1")]
    [InlineData("/change/server/1")]
    [InlineData("/api")]
    [InlineData("/nope")]
    [InlineData("/not-found")]
    public async Task Each_page_is_counted_and_one_too_many_is_told_when_to_come_back(string page)
    {
        await using var rig = await HubRig.StartAsync(("Limits:DocumentsPerMinute", "1"));
        await rig.App.Http.GetAsync("/search");

        var refused = await rig.App.Http.GetAsync(page);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("text/html", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Your address may load 1 page a minute. Wait ", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(refused.Headers.Contains("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.GetAsync("/api/v1/status")).StatusCode); // another limit
        Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.GetAsync("/css/tokens.css")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public async Task No_endpoint_is_without_a_limit_but_files_and_health()
    {
        await using var rig = await HubRig.StartAsync();
        DefaultHttpContext http = new();

        foreach (var endpoint in rig.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            http.SetEndpoint(endpoint);
            var path = endpoint.RoutePattern.RawText!;
            if (LimitedEndpoints.Of(http) == Limited.Nothing)
                Assert.True(Free.Any(f => path.TrimStart('/').StartsWith(f.TrimStart('/'), StringComparison.OrdinalIgnoreCase)), path);
        }
    }

    [Theory]
    [InlineData("_blazor", "Limits:CircuitsPerAddress")]
    [InlineData("_blazor/", "Limits:CircuitsPerAddress")]
    [InlineData("_BLAZOR", "Limits:CircuitsPerAddress")]
    [InlineData("%5fblazor", "Limits:CircuitsPerAddress")]
    [InlineData("%5Fbl%61zor/", "Limits:CircuitsPerAddress")]
    [InlineData("hubs/votes", "Limits:HubConnectionsPerAddress")]
    [InlineData("HUBS/%76otes/", "Limits:HubConnectionsPerAddress")]
    public async Task No_way_to_write_an_address_opens_one_connection_more(string path, string limit)
    {
        await using var rig = await HubRig.StartAsync((limit, "1"));
        using ClientWebSocket first = new(), second = new();
        await first.ConnectAsync(Address(rig, path.TrimEnd('/')), CancellationToken.None);

        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(Address(rig, path), CancellationToken.None));
        var negotiation = await rig.App.Http.PostAsync(new Uri($"/{path.TrimEnd('/')}/negotiate?negotiateVersion=1", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.TooManyRequests, negotiation.StatusCode);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Whatever_carries_a_connection_it_is_counted_until_it_ends(HttpTransportType transport)
    {
        await using var rig = await HubRig.StartAsync(("Limits:HubConnectionsPerAddress", "2"));
        await using var first = Hub(rig, transport);
        await using var second = Hub(rig, transport);
        await using var third = Hub(rig, transport);
        await first.StartAsync();
        await second.StartAsync();

        Assert.False(await StaysAsync(third));
        await first.InvokeAsync("Subscribe", new { change = 1 }); // who was there before stays
        await first.StopAsync();
        await RunningApp.UntilAsync(
            async () =>
            {
                await using var again = Hub(rig, transport);
                return await StaysAsync(again);
            },
            stays => stays);
    }

    [Fact]
    public async Task Polls_between_which_nothing_is_open_are_one_connection_all_the_same()
    {
        await using var rig = await HubRig.StartAsync(("Limits:HubConnectionsPerAddress", "1"), ("Limits:DocumentsPerMinute", "100"));
        Assert.True(await PolledAsync(rig)); // its polls are left at once: no request is open any more

        Assert.False(await PolledAsync(rig));
    }

    /// <summary>Begins a connection by long polling, and leaves it; says whether it began.</summary>
    private static async Task<bool> PolledAsync(HubRig rig)
    {
        var http = rig.App.Http;
        var id = (string)(await (await http.PostAsync("/hubs/votes/negotiate?negotiateVersion=1", null)).Content.ReadFromJsonAsync<JsonNode>())!["connectionToken"]!;
        var address = "/hubs/votes?id=" + Uri.EscapeDataString(id);
        await http.GetAsync(address); // the first poll is answered at once
        await http.PostAsync(address, new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e"));
        var answer = await (await http.GetAsync(address)).Content.ReadAsStringAsync();
        for (var i = 0; i < 3 && answer is "" or "{}\u001e"; i++)
        {
            await http.PostAsync(address, new StringContent("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[{\"change\":1}]}\u001e"));
            answer = await (await http.GetAsync(address)).Content.ReadAsStringAsync();
        }

        return answer.Contains("\"type\":3", StringComparison.Ordinal);
    }

    private static async Task<bool> StaysAsync(HubConnection hub)
    {
        try
        {
            await hub.StartAsync();
            await hub.InvokeAsync("Subscribe", new { change = 1 });
            return true;
        }
        catch (Exception refused) when (refused is HttpRequestException or InvalidOperationException or OperationCanceledException or WebSocketException or Microsoft.AspNetCore.SignalR.HubException)
        {
            return false;
        }
    }

    private static HubConnection Hub(HubRig rig, HttpTransportType transport) =>
        new HubConnectionBuilder().WithUrl(new Uri(rig.App.Address, "/hubs/votes"), transport).Build();

    private static Uri Address(HubRig rig, string path) => new($"ws://{rig.App.Address.Authority}/{path}");
}
