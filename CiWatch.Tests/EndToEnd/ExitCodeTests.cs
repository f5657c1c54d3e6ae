using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using CiWatch.App.Commands;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CiWatch.Tests.EndToEnd;

/// <summary>How the service ends: 0 told to stop, 1 a defect, 78 what the operator set; a sentence on standard error, never a stack trace.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ExitCodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-exit-").FullName;

    private Dictionary<string, string?> Settings => PipelineRig.Settings(Path.Combine(_folder, "ciwatch.db"));

    public void Dispose()
    {
        foreach (var folder in Directory.GetDirectories(_folder)) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_sentence()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        await RefusedAsync(new() { ["Urls"] = $"http://{other.LocalEndpoint}" }, "address already in use");
    }

    [Theory]
    [InlineData("nonsense", "Write addresses as http://")]
    [InlineData("ftp://localhost:7210", "Write addresses as http://")]
    [InlineData("http://localhost:port", "Write addresses as http://")]
    [InlineData("http://localhost:99999", "Write addresses as http://")]
    [InlineData("http://192.0.2.1:7210", "no network card")]
    public async Task An_address_that_can_t_be_listened_on_is_a_sentence(string address, string told) =>
        await RefusedAsync(new() { ["Urls"] = address }, told);

    [SetprivFact]
    public async Task A_spool_folder_that_can_t_be_read_is_a_sentence()
    {
        var spool = Directory.CreateDirectory(Path.Combine(_folder, "spool"));
        spool.UnixFileMode = UnixFileMode.None;
        await RefusedAsync(new() { ["Ingest:SpoolFolder"] = spool.FullName }, "Ingest:SpoolFolder");
    }

    [SetprivFact]
    public async Task A_folder_that_can_t_be_written_is_a_sentence()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "data"));
        folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        await RefusedAsync(new() { ["Database:ConnectionString"] = $"Data Source={folder.FullName}/ciwatch.db" }, "the right to write");
    }

    [Fact]
    public async Task Told_to_stop_it_ends_with_0_and_a_key_that_others_can_read_was_warned_of_once()
    {
        var key = Path.Combine(_folder, "key");
        File.WriteAllText(key, "no key");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var app = await ChildApp.StartAsync(new Dictionary<string, string?>(Settings) { ["Gerrit:Servers:0:PrivateKeyFile"] = key });
        await RunningApp.UntilAsync(() => Task.FromResult(app.Output), o => o.Contains($"chmod 600 {key}", StringComparison.Ordinal));
        Assert.Equal(0, await app.StopAsync());
        Assert.Equal(2, app.Output.Split("chmod 600").Length);
        Assert.Contains("PrivateKeyFile", app.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_defect_of_a_background_part_ends_it_with_1(bool atOnce)
    {
        var arguments = Settings.Append(new("Urls", "http://127.0.0.1:0")).Select(s => $"--{s.Key}={s.Value}").ToArray();
        var ended = ServiceCommand.RunAsync(arguments, builder => builder.Services.AddHostedService(_ => new Defective(atOnce)));
        Assert.Equal(1, await ended.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private async Task RefusedAsync(Dictionary<string, string?> settings, string told)
    {
        var (status, output, error) = await ChildApp.RunAsync([.. Settings.Where(s => !settings.ContainsKey(s.Key)), .. settings], [], isBoundByFileModes: SetprivFactAttribute.IsThere);
        Assert.True(status == 78, $"{status} {output}");
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.Single(error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class Defective(bool atOnce) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            if (!atOnce) await Task.Yield();
            throw new KeyNotFoundException("a defect that the test made");
        }
    }
}
