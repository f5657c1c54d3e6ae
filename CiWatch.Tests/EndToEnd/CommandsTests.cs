using System.Diagnostics;
using CiWatch.App;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.EndToEnd;

/// <summary>The commands as an operator types them: words, streams and exit codes.</summary>
public sealed class CommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-commands-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Import_check_export_reparse_and_backup_do_what_they_say()
    {
        var recording = Path.Combine(AppContext.BaseDirectory, "Recorded", "3.10.2", "stream.jsonl");
        Expect(await RunAsync("import", recording, "--server", "gerrit"), 0, "189 lines: 189 new, 0 known", "No Gerrit:Servers:N:Name is 'gerrit'");
        Expect(await RunAsync("import", recording, "--server", "gerrit"), 0, "189 lines: 0 new, 189 known");
        Expect(await RunAsync("reparse"), 0, "0 reports read otherwise, 0 added, 0 taken out");
        Expect(await RunAsync("check"), 0, "gerrit: 189 events", "replay: 189 lines kept", "sound");
        var copy = Path.Combine(_folder, "copy.db");
        Expect(await RunAsync("backup", copy), 0, $"bytes written to {copy}");
        Expect(await RunAsync("backup", copy), 78, "is there already");
        var (code, output, _) = await RunAsync("export", "--server", "gerrit");
        Assert.Equal((0, File.ReadAllText(recording)), (code, output));
    }

    [Fact]
    public async Task What_is_imported_beside_the_running_service_is_on_its_pages_soon()
    {
        await using var app = await RunningApp.StartAsync(
        [
            // A server that nobody runs.
            new("Gerrit:Servers:0:Name", "gerrit"), new("Gerrit:Servers:0:Host", "127.0.0.1"), new("Gerrit:Servers:0:Port", "1"),
            new("Gerrit:Servers:0:Username", "nobody"), new("Gerrit:Servers:0:PrivateKeyFile", Environment.ProcessPath),
            new("Gerrit:Servers:0:HostKeyFingerprint", "SHA256:" + new string('A', 43)),
        ], _folder);
        var recording = Path.Combine(AppContext.BaseDirectory, "Recorded", "3.10.2", "stream.jsonl");
        Expect(await RunAsync("import", recording, "--server", "gerrit"), 0, "189 new");

        await RunningApp.UntilAsync(() => app.Http.GetAsync("/api/v1/grid?project=plain&window=7d"), a => a.IsSuccessStatusCode);
        Assert.NotEmpty((await app.JsonAsync("/api/v1/grid?project=plain&window=7d"))["rows"]!.AsArray());
    }

    [Theory]
    [InlineData("backup", "--help")]
    [InlineData("import", "--help")]
    [InlineData("reparse", "--help")]
    [InlineData("export", "-h")]
    [InlineData("check", "--help")]
    [InlineData("--help", "import")]
    public async Task Each_helps(string one, string other)
    {
        var (code, output, error) = await RunAsync(one, other);
        Assert.True(code == 0 && output.Contains("Usage:", StringComparison.Ordinal), $"{code} {output}{error}");
    }

    [Theory]
    [InlineData(1, "--server", "import", "file")]
    [InlineData(1, "could not find", "import", "/nowhere/file", "--server", "x")]
    [InlineData(1, "--sever", "export", "--sever", "x")]
    [InlineData(1, "backup", "bakcup", "file")] // the command that was meant
    [InlineData(1, "bakcup", "--Urls=http://127.0.0.1:0", "bakcup", "file")]
    [InlineData(78, "there is no database at", "check")]
    public async Task A_slip_is_told_without_a_stack_trace(int code, string told, params string[] words)
    {
        var (exit, output, error) = await RunAsync(words);
        Assert.True(code == exit, $"{exit} {output} {error}");
        Assert.Contains(told, words[0] == "bakcup" ? output : error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static void Expect((int Code, string Output, string Error) run, int code, params string[] told)
    {
        Assert.True(run.Code == code, $"{run.Code}: {run.Output}\n{run.Error}");
        Assert.All(told, t => Assert.Contains(t, run.Output + run.Error, StringComparison.Ordinal));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CiWatchApplication).Assembly.Location, .. words])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["Database__ConnectionString"] = $"Data Source={Path.Combine(_folder, "ciwatch.db")}" },
        };
        using var program = Process.Start(start)!;
        var error = program.StandardError.ReadToEndAsync();
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (program.ExitCode, output, await error);
    }
}
