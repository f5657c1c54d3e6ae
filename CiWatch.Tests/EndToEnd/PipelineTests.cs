using System.Net;
using CiWatch.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CiWatch.Tests.EndToEnd;

/// <summary>The pipeline between its ends: what it does when it is stopped, and when the database refuses.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-pipeline-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "ciwatch.db");

    [Fact]
    public async Task A_stop_stores_what_still_waits()
    {
        var app = await StartAsync();
        Write(app, 3_000);

        await app.DisposeAsync();

        Assert.Equal(3_000, Count());
    }

    [Fact]
    public async Task A_restart_shows_what_was_there_before()
    {
        await using (var before = await StartAsync()) Write(before, 61);
        await using var after = await StartAsync();

        var grid = await after.JsonAsync("/api/v1/grid?project=acme/storage");
        var server = (await after.JsonAsync("/api/v1/status"))["servers"]![0]!;

        Assert.Equal(60, Assert.Single(grid["rows"]!.AsArray())!["cells"]!.AsArray().Count);
        Assert.Equal((61, 60), ((long)server["events"]!, (long)server["reports"]!));
    }

    [Fact]
    public async Task While_the_database_is_locked_nothing_is_lost_and_readiness_says_why()
    {
        await using var app = await StartAsync();
        using (var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            other.Open();
            using var hold = other.BeginTransaction();
            Write(app, 100);
            await RunningApp.UntilAsync(() => app.Http.GetAsync("/readyz"), a => a.StatusCode == HttpStatusCode.ServiceUnavailable);
        }

        // Ready again means that the first batch went through; the lines that waited behind it follow in the next ones.
        await RunningApp.UntilAsync(() => app.Http.GetAsync("/readyz"), a => a.StatusCode == HttpStatusCode.OK);
        await RunningApp.UntilAsync(() => Task.FromResult(Count()), stored => stored >= 100);

        Assert.Equal(100, Count());
    }

    [Fact]
    public async Task A_stop_while_the_database_is_locked_keeps_what_waits_for_the_next_start()
    {
        var app = await StartAsync(new KeyValuePair<string, string?>("ShutdownTimeoutSeconds", "2"));
        using (var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            other.Open();
            using var hold = other.BeginTransaction();
            Write(app, 500);
            await app.StopAsync();
            Assert.Equal(0, Count());
        }

        await using var after = await StartAsync();
        await RunningApp.UntilAsync(() => Task.FromResult(Count()), stored => stored >= 500);

        Assert.Equal(500, Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<RunningApp> StartAsync(params KeyValuePair<string, string?>[] settings) =>
        RunningApp.StartAsync([.. settings, .. PipelineRig.Settings(DatabaseFile)]);

    private void Write(RunningApp app, int lines) => Assert.Equal(lines, new PipelineRig(app, DatabaseFile).Write(lines));

    private long Count()
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM RawLines";
        return (long)command.ExecuteScalar()!;
    }
}
