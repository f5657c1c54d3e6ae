using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.App.Site;

/// <summary>Where the keys of data protection lie.</summary>
public sealed class ProtectionKeysTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("elsewhere")]
    public async Task They_lie_beside_the_database_or_where_a_setting_says_for_the_owner_alone(string? set)
    {
        var folder = Directory.CreateTempSubdirectory("ciwatch-keys-").FullName;
        var keys = set is null ? Path.Combine(folder, "ciwatch.db-keys") : Path.Combine(folder, set);
        Dictionary<string, string?> settings = new(PipelineRig.Settings(Path.Combine(folder, "ciwatch.db")));
        if (set is not null) settings["DataProtection:KeysFolder"] = keys;
        string cookie;
        await using (var first = await RunningApp.StartAsync(settings, folder))
        {
            cookie = Protector(first).Protect("place");
            Assert.NotEmpty(Directory.GetFiles(keys, "key-*.xml"));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
            await first.StopAsync();
            await using var second = await RunningApp.StartAsync(settings, folder);
            Assert.Equal("place", Protector(second).Unprotect(cookie));
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_stops_the_start_with_its_setting()
    {
        var folder = Directory.CreateTempSubdirectory("ciwatch-keys-").FullName;
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        Dictionary<string, string?> settings = new(PipelineRig.Settings(Path.Combine(folder, "ciwatch.db"))) { ["DataProtection:KeysFolder"] = Path.Combine(file, "keys") };

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningApp.StartAsync(settings, folder));

        Assert.StartsWith("DataProtection:KeysFolder: the folder", Assert.Single(error.Failures), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static IDataProtector Protector(RunningApp app) => app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
