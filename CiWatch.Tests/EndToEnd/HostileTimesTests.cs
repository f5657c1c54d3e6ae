using System.Net;
using System.Text.RegularExpressions;
using CiWatch.Tests.Benchmarks;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.EndToEnd;

/// <summary>Votes and patch sets of the year 9999 beside honest ones: every page and every answer to a machine stays whole.</summary>
public sealed partial class HostileTimesTests : IDisposable
{
    private const string Year9999 = "253402300799";

    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-times-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Pages_and_machines_read_on_and_a_restart_changes_nothing()
    {
        var rig = await PipelineRig.StartAsync(_folder);
        var now = TimeProvider.System.GetUtcNow();
        rig.Write(BenchmarkLines.Created(1, now));
        rig.Write(BenchmarkLines.Report(1, 1, now, now));
        rig.Write(With(BenchmarkLines.Report(1, 2, now, now), "\"eventCreatedOn\":", Year9999));
        rig.Write(With(BenchmarkLines.Created(1, now).Replace("\"number\":1,\"revision\"", "\"number\":2,\"revision\"", StringComparison.Ordinal), "\"createdOn\":", Year9999));
        rig.Write(With(BenchmarkLines.Created(2, now), "\"createdOn\":", Year9999));
        rig.Write(With(BenchmarkLines.Report(3, 3, now, now), "\"eventCreatedOn\":", "1"));
        await rig.StoredAsync(6);
        await AssertWholeAsync(rig.App, now);
        await rig.App.StopAsync();

        // As an older version left them.
        Set(rig, $"UPDATE Reports SET ReportedAt = {Year9999}000; UPDATE PatchSets SET CreatedAt = {Year9999}000 WHERE Id = 1; UPDATE Servers SET LastEventAt = {Year9999}000; SELECT 1");
        rig = await PipelineRig.StartAsync(_folder);
        await AssertWholeAsync(rig.App, now);
        await rig.App.StopAsync();
    }

    private static async Task AssertWholeAsync(RunningApp app, DateTimeOffset now)
    {
        string[] addresses =
        [
            "/", "/change/1", "/change/2", "/change/3", "/project/acme/storage?window=7d", "/search?q=volume", "/api/v1/status", "/api/v1/projects",
            "/api/v1/changes/1", "/api/v1/grid?project=acme/storage", "/api/v1/grid.csv?project=acme/storage", "/feeds/failures.atom", "/cctray.xml",
        ];
        foreach (var address in addresses)
        {
            using var answer = await app.Http.GetAsync(address);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.False(answer.StatusCode == HttpStatusCode.InternalServerError, $"{address}: {answer.StatusCode}");
            Assert.DoesNotContain("9999-12-31", body, StringComparison.Ordinal);
            Assert.DoesNotContain("This page could not be built", body, StringComparison.Ordinal);
            Assert.DoesNotContain("ArgumentOutOfRange", body, StringComparison.Ordinal);
        }

        var status = await app.JsonAsync("/api/v1/status");
        Assert.InRange((DateTimeOffset)status["servers"]![0]!["lastEventAt"]!, now.AddMinutes(-1), TimeProvider.System.GetUtcNow());
    }

    private static string With(string line, string key, string seconds) =>
        Number.Replace(line, m => m.ValueSpan.StartsWith(key, StringComparison.Ordinal) ? key + seconds : m.Value);

    [GeneratedRegex("\"\\w+\":[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number { get; }

    private static void Set(PipelineRig rig, string sql) => rig.Number(sql);
}
