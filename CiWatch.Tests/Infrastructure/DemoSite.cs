using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.Infrastructure;

/// <summary>The demonstration, one for all tests of a class: invented data, the same at each start, and votes that keep arriving.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    private RunningApp? _app;

    internal RunningApp App => _app ?? throw new InvalidOperationException("Not started.");

    /// <summary>The project with the most patch sets.</summary>
    public string Project { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium.Program)) return; // its tests are skipped, or fail by that in CI
        _app = await RunningApp.StartAsync([]);
        var live = _app.Services.GetRequiredService<LiveStore>();
        var board = await RunningApp.UntilAsync(
            () => Task.FromResult(live.Boards.MaxBy(b => b.Rows.Length)), b => b?.Rows.Length > 50);
        Project = board!.Project;
    }

    /// <summary>The busiest project's page, with more of an address behind it.</summary>
    public Uri Page(string more = "") => new(App.Address, $"/project/{Project}{more}");

    /// <summary>Its newest grid.</summary>
    internal GridSnapshot Grid() =>
        App.Services.GetRequiredService<GridFeed>().Current(Server, Project, GridWindow.Default)!;

    private string Server => App.Services.GetRequiredService<LiveStore>().Boards.First(b => b.Project == Project).Server;

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}
