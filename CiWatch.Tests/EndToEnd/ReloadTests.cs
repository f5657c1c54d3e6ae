using CiWatch.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CiWatch.Tests.EndToEnd;

/// <summary>The running service beside another process that writes to its database.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-reload-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "ciwatch.db");

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_reload_that_fails_neither_ends_the_service_nor_changes_its_boards()
    {
        using LogLines log = new();
        await using var app = await RunningApp.StartAsync(PipelineRig.Settings(DatabaseFile), _folder, b => b.Logging.AddProvider(log));
        PipelineRig rig = new(app, DatabaseFile);
        rig.Write(61);
        await rig.StoredAsync(61);
        using (var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "UPDATE Changes SET Status = 999"; // no reader takes it
            command.ExecuteNonQuery();
        }

        await RunningApp.UntilAsync(
            () => Task.FromResult(log.All.Count(l => l is { Level: LogLevel.Error } && l.Text.Contains("could not be read again", StringComparison.Ordinal))),
            errors => errors > 0);
        rig.Write(61);
        await rig.StoredAsync(122);

        var rows = await RunningApp.UntilAsync(
            async () => (await app.JsonAsync("/api/v1/grid?project=acme/storage"))["rows"]!.AsArray(), r => r.Count == 2);
        Assert.All(rows, r => Assert.Equal(60, r!["cells"]!.AsArray().Count));
        Assert.DoesNotContain(app.Services.GetServices<IHostedService>().OfType<BackgroundService>(), p => p.ExecuteTask is { IsFaulted: true });
    }
}
