using CiWatch.App.Grids;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.Infrastructure;

/// <summary>
/// The demonstration, one for all tests with a browser: invented data, the same at each start, at life's own pace, so that hardly anything
/// happens meanwhile.
/// </summary>
public sealed class DemoSite : IAsyncLifetime
{
    /// <summary>The project with the most patch sets and CIs.</summary>
    public const string Project = "openstack/nova";

    private RunningApp? _app;

    internal RunningApp App => _app ?? throw new InvalidOperationException("Not started.");

    /// <summary>Starts a demonstration for one test alone, and waits until all of its history is there: before that, rows come by the hundred.</summary>
    internal static async Task<RunningApp> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, string? folder = null, Action<WebApplicationBuilder>? configure = null)
    {
        var app = await RunningApp.StartAsync(settings, folder, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(new AfternoonClock());
            configure?.Invoke(builder);
        });
        var (live, queue) = (app.Services.GetRequiredService<LiveStore>(), app.Services.GetRequiredService<LineQueue>());
        await app.ServerAsync(s => (string?)s["state"] == "live");
        await RunningApp.UntilAsync(() => Task.FromResult((Rows: live.Boards.Sum(b => b.Rows.Length), queue.Lines)), b => b is { Rows: > 100, Lines: 0 });
        return app;
    }

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium.Program)) return; // its tests are skipped, or fail by that in CI
        _app = await StartAsync([new("Demo:Pace", "1")]);
    }

    /// <summary>The busiest project's page, with more of an address behind it.</summary>
    public Uri Page(string more = "") => new(App.Address, $"/project/{Project}{more}");

    /// <summary>Its newest grid.</summary>
    internal GridSnapshot Grid()
    {
        var server = App.Services.GetRequiredService<LiveStore>().Boards.First(b => b.Project == Project).Server;
        return App.Services.GetRequiredService<GridFeed>().Current(server, Project, GridWindow.Default)!;
    }

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}
