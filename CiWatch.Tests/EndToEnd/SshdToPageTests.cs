using System.Text.Json.Nodes;
using CiWatch.Tests.Builders;
using CiWatch.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace CiWatch.Tests.EndToEnd;

/// <summary>A vote from a real sshd's stream to the page of a real browser, through every part between.</summary>
[Collection(Browser.Name)]
public sealed class SshdToPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [SshdAndChromiumFact]
    public async Task A_vote_comes_into_the_open_page_without_a_reload_through_kill_freeze_and_restart()
    {
        await using var sshd = await SshdServer.StartAsync();
        await using var app = await RunningApp.StartAsync(
        [
            .. sshd.Settings(),
            new("Gerrit:ProbeInterval", "00:00:00.5"), new("Gerrit:ConnectTimeout", "00:00:02"), new("Gerrit:ReconnectMaxDelay", "00:00:01"),
        ]);
        await sshd.StreamsAsync(1);
        await app.ServerAsync(s => Word(s) == "live");
        sshd.Emit(RecordedEvents.Created(1));
        await app.ServerAsync(s => Events(s) == 1);
        List<string> errors = [];
        var page = await chromium.OpenAsync(new Uri(app.Address, "/project/acme/storage?window=7d"), errors);
        await Interactive(page);

        sshd.Emit(RecordedEvents.Vote(1, "acme-ci", 1, "Build failed.\n\n* tempest https://log.example/1 : FAILURE in 4m 10s", -1));
        await Shown(page, 1, "acme-ci", "fail");

        sshd.Emit(RecordedEvents.Vote(1, "acme-ci", 2, "Build succeeded.\n\n* tempest https://log.example/1b : SUCCESS in 4m 20s", 1));
        await Shown(page, 1, "acme-ci", "flaky");
        await page.Locator("td[data-ci='acme-ci'][data-arrived]").WaitForAsync(new() { Timeout = 10_000, State = WaitForSelectorState.Attached });

        await sshd.KillAsync();
        await app.ServerAsync(s => Word(s) == "waiting" && s["reason"] is not null);
        await sshd.StartAgainAsync();
        await sshd.StreamsAsync(2);
        await app.ServerAsync(s => Word(s) == "live");
        sshd.Emit(RecordedEvents.Vote(1, "beta-ci", 2, "Build succeeded.\n\n* unit https://log.example/2 : SUCCESS in 10s", 1));
        await Shown(page, 1, "beta-ci", "pass");

        sshd.Freeze();
        await app.ServerAsync(s => Word(s) is not "live");
        sshd.Thaw();
        await sshd.StreamsAsync(3);
        await app.ServerAsync(s => Word(s) == "live");
        sshd.Emit(RecordedEvents.Created(2));
        sshd.Emit(RecordedEvents.Vote(2, "acme-ci", 3, "Build succeeded.\n\n* tempest https://log.example/3 : SUCCESS in 4m", 1));
        await Shown(page, 2, "acme-ci", "pass");

        var change = await app.JsonAsync("/api/v1/changes/1");
        Assert.Equal(["acme-ci fail", "acme-ci pass", "beta-ci pass"], Reports(change).Select(r => $"{r["ci"]} {r["outcome"]}"));
        Assert.Equal("https://log.example/1", (string?)Reports(change).First()["jobs"]![0]!["url"]);
        Assert.Equal(4L, Count(app.DatabaseFile, "SELECT COUNT(*) FROM Reports"));
        Assert.Equal(6L, Count(app.DatabaseFile, "SELECT COUNT(*) FROM RawLines"));
        Assert.Equal("still the same page", await page.EvaluateAsync<string>("window.mark"));
        Assert.Empty(errors);
    }

    /// <summary>Waits until the page is alive, and marks it so that a reload would show.</summary>
    private static async Task Interactive(IPage page)
    {
        await page.FollowingAsync();
        await page.EvaluateAsync("window.mark = 'still the same page'");
    }

    private static Task Shown(IPage page, long change, string ci, string state) =>
        page.Locator($"td[data-change='{change}'][data-patchset='1'][data-ci='{ci}'][data-state='{state}']")
            .WaitForAsync(new() { Timeout = 30_000, State = WaitForSelectorState.Attached });

    private static IEnumerable<JsonNode> Reports(JsonNode change) => change["patchSets"]!.AsArray().SelectMany(p => p!["reports"]!.AsArray()).OfType<JsonNode>();

    private static string? Word(JsonNode server) => (string?)server["state"];

    private static long Events(JsonNode server) => (long)server["events"]!;

    private static long Count(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
