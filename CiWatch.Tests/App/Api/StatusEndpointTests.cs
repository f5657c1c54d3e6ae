using System.Text.Json;
using System.Text.Json.Nodes;
using CiWatch.App.Api;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Api;

public sealed class StatusEndpointTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 17, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_catch_up_is_told_while_it_goes_on()
    {
        var states = new SourceStates(new FakeTimeProvider());
        states.Set("gerrit", ConnectionState.Live);
        Assert.True(Server(states).ContainsKey("catchUp"));
        Assert.Null(Server(states)["catchUp"]);

        states.SetCatchUp("gerrit", new CatchUpProgress("REST", From, From.AddDays(3), 1240));

        Assert.Equal(
            """{"source":"REST","from":"2026-11-17T04:00:00+00:00","reached":"2026-11-20T04:00:00+00:00","changes":1240}""",
            Server(states)["catchUp"]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static JsonObject Server(SourceStates states) =>
        JsonSerializer.SerializeToNode(StatusEndpoint.Get(states, new PipelineState(new LineQueue(new QueueLimits(1), states)), new ServiceFacts("1.0.0", From)), JsonSerializerOptions.Web)!["servers"]![0]!.AsObject();
}
