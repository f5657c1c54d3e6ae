using System.Net;
using System.Text.Json.Nodes;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Benchmarks;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.EndToEnd;

/// <summary>Before history has been fetched nobody knows who did not answer.</summary>
public sealed class CatchingUpTests
{
    [Fact]
    public async Task An_answer_that_may_be_missing_is_not_overdue_until_history_is_fetched()
    {
        await using var rig = await PipelineRig.StartAsync(Directory.CreateTempSubdirectory("ciwatch-behind-").FullName);
        var now = TimeProvider.System.GetUtcNow();
        for (var change = 1; change <= 12; change++)
        {
            var at = now.AddHours((2 * change) - 38);
            rig.Write(BenchmarkLines.Created(change, at), at);
            if (change <= 8) rig.Write(BenchmarkLines.Report(change, 1, at, at.AddHours(1)), at);
        }

        rig.Write(BenchmarkLines.Created(13, now));
        await rig.StoredAsync(21);

        // The server can't be reached: what it said of the last four patch sets nobody can know.
        var behind = await GridAsync(rig);
        Assert.Equal(["pending"], States(behind).Where(s => s is not ("pass" or "fail")).Distinct());
        Assert.NotNull(behind["completeUntil"]);
        var server = await rig.App.ServerAsync(s => (string?)s["state"] == "failed");
        Assert.NotNull(server["completeUntil"]);
        Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.GetAsync("/readyz")).StatusCode); // nobody knows when it can be reached

        var sources = rig.App.Services.GetRequiredService<SourceStates>();
        var complete = await RunningApp.UntilAsync(
            async () =>
            {
                sources.Set("bench", ConnectionState.Live); // the next try to connect says otherwise
                await rig.Queue.WriteAsync(new RawLine("bench", default, now) { Source = LineSource.Query, Step = new(Gap.Since(now.AddDays(-7)), null, now) }, default);
                return await GridAsync(rig);
            },
            g => States(g).Contains("overdue"));
        Assert.Null(complete["completeUntil"]);
        Assert.Equal(4, States(complete).Count(s => s == "overdue"));
    }

    [Fact]
    public async Task While_the_demonstration_makes_its_history_nothing_is_overdue_and_the_service_is_not_ready()
    {
        await using var app = await RunningApp.StartAsync([new("Demo:Pace", "1"), new("Limits:ApiPerMinute", "1000000")]);
        var waits = 0;
        while ((await app.JsonAsync("/api/v1/status"))["servers"]![0]!["completeUntil"] is not null)
        {
            waits++;
            var ready = await app.Http.GetAsync("/readyz");
            var grid = await app.Http.GetAsync("/api/v1/grid?project=openstack/nova");
            if (!grid.IsSuccessStatusCode) continue; // none of its patch sets has come yet
            var answer = JsonNode.Parse(await grid.Content.ReadAsStringAsync())!;
            if (answer["completeUntil"] is null) break; // meanwhile
            Assert.DoesNotContain(States(answer), s => s is "overdue" or "missing");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }

        Assert.True(waits > 0);
        await RunningApp.UntilAsync(() => app.Http.GetAsync("/readyz"), a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/healthz")).StatusCode);
    }

    private static Task<JsonNode> GridAsync(PipelineRig rig) => rig.App.JsonAsync("/api/v1/grid?project=acme/storage&window=48h");

    private static IEnumerable<string> States(JsonNode grid) =>
        grid["rows"]!.AsArray().SelectMany(r => r!["cells"]!.AsArray()).Select(c => (string)c!["state"]!);
}
