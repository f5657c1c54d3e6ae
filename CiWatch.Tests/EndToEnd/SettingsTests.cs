using System.Diagnostics;
using CiWatch.App;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.EndToEnd;

/// <summary>Settings that make no sense stop the start, all of them named at once.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Every_bad_setting_is_named_by_its_key()
    {
        var bad = Assert.Throws<AggregateException>(() => CiWatchApplication.Build([], builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gerrit:Servers:0:Host"] = "gerrit.example",
            ["Gerrit:Servers:0:Port"] = "70000",
            ["Ingest:QueueBytes"] = "1",
            ["Pages:MaxJobColumns"] = "0",
            ["Cis:Labels:0"] = "two words",
            ["Database:ConnectionString"] = "nonsense",
        })));

        var text = string.Join('\n', bad.InnerExceptions.OfType<OptionsValidationException>().SelectMany(e => e.Failures));
        Assert.All(
            [
                "Gerrit:Servers:0:Port", "Gerrit:Servers:0:Username", "Gerrit:Servers:0:PrivateKeyFile", "Gerrit:Servers:0:KnownHostsFile",
                "Ingest:QueueBytes", "Pages:MaxJobColumns", "Cis:Labels:0", "Database:ConnectionString",
            ],
            key => Assert.Contains(key, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Gerrit__Servers__0__Port", "seven", "Gerrit:Servers:0:Port")]
    [InlineData("Gerrit__Servers__0__Hots", "a slip of the pen", "'Hots'")]
    [InlineData("Ingest__QueueBytes", "many", "Ingest:QueueBytes")]
    [InlineData("Gerrit__Servers__0__Name", "a/b", "Gerrit:Servers:0:Name")]
    public async Task The_program_tells_them_without_a_stack_trace_and_ends(string variable, string value, string told)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CiWatchApplication).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["Gerrit__Servers__0__Host"] = "gerrit.example", [variable] = value },
        };
        using var program = Process.Start(start)!;
        _ = program.StandardOutput.ReadToEndAsync();
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(78, program.ExitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
