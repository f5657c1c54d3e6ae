using System.Text.Json.Nodes;
using CiWatch.App.Hubs;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.App.Hubs;

/// <summary>The hub as a program out there meets it.</summary>
public sealed class VotesHubTests
{
    [Fact]
    public async Task A_report_comes_once_and_reads_as_in_the_API()
    {
        await using var rig = await HubRig.StartAsync();
        var (hub, sent) = await rig.ConnectAsync();
        await using var _ = hub;
        await hub.InvokeAsync("Subscribe", new { project = "acme/storage" });
        await hub.InvokeAsync("Subscribe", new { change = 7, server = "bench" });
        await hub.InvokeAsync("Subscribe", new { ci = "vendor-1-ci check" });

        rig.Created(7);
        rig.Report(7, 1);
        rig.Report(8, 2);
        var (first, second) = (await HubRig.NextAsync(sent), await HubRig.NextAsync(sent));

        Assert.Equal(("bench", "acme/storage", "master", 7, 1), ((string)first["server"]!, (string)first["project"]!, (string)first["branch"]!, (int)first["change"]!, (int)first["patchSet"]!));
        Assert.Equal(8, (int)second["change"]!);
        var api = (await rig.App.JsonAsync("/api/v1/changes/7"))["patchSets"]![0]!["reports"]![0]!;
        Assert.True(JsonNode.DeepEquals(api, first["report"]), $"{api}\n{first}");
    }

    [Fact]
    public async Task Only_what_was_asked_for_comes_and_nothing_after_it_was_let_go()
    {
        await using var rig = await HubRig.StartAsync();
        var (hub, sent) = await rig.ConnectAsync();
        await using var _ = hub;
        await hub.InvokeAsync("Subscribe", new { ci = "vendor-2-ci check", project = "acme/storage" });
        await hub.InvokeAsync("Subscribe", new { ci = "vendor-2-ci check", project = "acme/other" });
        rig.Report(1, 1);
        rig.Report(1, 2);
        Assert.Equal("vendor-2-ci check", (string)(await HubRig.NextAsync(sent))["report"]!["ci"]!);

        await hub.InvokeAsync("Unsubscribe", new { ci = "vendor-2-ci check", project = "acme/storage" });
        await hub.InvokeAsync("Subscribe", new { change = 3 });
        rig.Report(2, 2);
        rig.Report(3, 3);

        Assert.Equal(3, (int)(await HubRig.NextAsync(sent))["change"]!);
    }

    [Fact]
    public async Task What_is_left_by_a_client_that_went_is_nothing()
    {
        await using var rig = await HubRig.StartAsync();
        var (hub, _) = await rig.ConnectAsync();
        await hub.InvokeAsync("Subscribe", new { project = "acme/storage" });
        var feed = rig.App.Services.GetRequiredService<VoteFeed>();
        Assert.Equal(1, feed.Kept);

        await hub.DisposeAsync();

        await RunningApp.UntilAsync(() => Task.FromResult(feed.Kept), kept => kept == 0);
    }

    [Theory]
    [InlineData("{}", "Say what of")]
    [InlineData("""{"server":"bench"}""", "Say what of")]
    [InlineData("null", "Say what of")]
    [InlineData("""{"project":""}""", "A name is empty")]
    [InlineData("""{"ci":"LONG"}""", "longer than 500 characters")]
    public async Task Nonsense_is_told_what_to_do(string filter, string told)
    {
        await using var rig = await HubRig.StartAsync();
        var (hub, _) = await rig.ConnectAsync();
        await using var __ = hub;

        var error = await Assert.ThrowsAsync<HubException>(() =>
            hub.InvokeAsync("Subscribe", JsonNode.Parse(filter.Replace("LONG", new string('x', 501), StringComparison.Ordinal))));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Equal(HubConnectionState.Connected, hub.State);
    }

    [Fact]
    public async Task A_connection_holds_only_so_many_subscriptions()
    {
        await using var rig = await HubRig.StartAsync(("Limits:HubSubscriptions", "2"));
        var (hub, _) = await rig.ConnectAsync();
        await using var __ = hub;
        await hub.InvokeAsync("Subscribe", new { change = 1 });
        await hub.InvokeAsync("Subscribe", new { change = 2 });
        await hub.InvokeAsync("Subscribe", new { change = 2 });

        var error = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Subscribe", new { change = 3 }));
        await hub.InvokeAsync("Unsubscribe", new { change = 1 });
        await hub.InvokeAsync("Subscribe", new { change = 3 });

        Assert.Contains("holds 2 subscriptions at most. Unsubscribe from one first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sends_too_much_at_once_is_cut_off()
    {
        await using var rig = await HubRig.StartAsync(("Limits:HubMessageBytes", "1024"));
        var (hub, _) = await rig.ConnectAsync();
        await using var __ = hub;
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync("Subscribe", new { project = new string('x', 5000) }));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }
}
