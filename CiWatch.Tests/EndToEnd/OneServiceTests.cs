using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.EndToEnd;

/// <summary>Real processes on one database file: one service stores in it, and commands work beside that one.</summary>
public sealed class OneServiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-one-").FullName;

    private string Database => Path.Combine(_folder, "ciwatch.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_second_service_is_refused_and_told_which_one_holds_the_database_and_commands_work_beside_it()
    {
        await using var first = await ChildApp.StartAsync(PipelineRig.Settings(Database));
        var link = Path.Combine(_folder, "link.db");
        File.CreateSymbolicLink(link, Database);
        var folderLink = Path.Combine(_folder, "folder");
        Directory.CreateSymbolicLink(folderLink, _folder);

        foreach (var spelling in (string[])[Database, Path.Combine(_folder, ".", "x", "..", "ciwatch.db"), link, Path.Combine(folderLink, "ciwatch.db")])
        {
            var (status, output, error) = await ChildApp.RunAsync(PipelineRig.Settings(spelling), []);
            Assert.True(status == 78, $"{spelling}: {status} {output}");
            Assert.Contains($"(process {first.Id} on host {Environment.MachineName}, since 20", error, StringComparison.Ordinal);
            Assert.Contains("Database:ConnectionString", error, StringComparison.Ordinal);
            Assert.Contains("Stop that one", error, StringComparison.Ordinal);
            Assert.Single(error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }

        var recording = Path.Combine(AppContext.BaseDirectory, "Recorded", "3.10.2", "stream.jsonl");
        foreach (var command in (string[][])[["import", recording, "--server", "bench"], ["reparse"], ["backup", Database + ".copy"], ["export"], ["check"]])
        {
            var (status, output, _) = await ChildApp.RunAsync(PipelineRig.Settings(Database), command);
            Assert.True(status == 0, $"{command[0]}: {status} {output}");
        }
    }

    [Fact]
    public async Task A_killed_service_leaves_no_lock_and_one_that_is_told_to_stop_neither()
    {
        await using (var killed = await ChildApp.StartAsync(PipelineRig.Settings(Database))) await killed.KillAsync();
        await using var next = await ChildApp.StartAsync(PipelineRig.Settings(Database));
        Assert.Equal(0, await next.StopAsync());
        await using var last = await ChildApp.StartAsync(PipelineRig.Settings(Database));
        Assert.True(File.Exists(Database + ".service"));
    }
}
