using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CiWatch.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CiWatch.Tests.Infrastructure;

/// <summary>The whole program on a free loopback port, with its database in a temporary folder.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;

    private RunningApp(WebApplication app, string folder) => (_app, Folder) = (app, folder);

    /// <summary>Where its database is; removed at the end.</summary>
    public string Folder { get; }

    public string DatabaseFile => Path.Combine(Folder, "ciwatch.db");

    public IServiceProvider Services => _app.Services;

    public HttpClient Http { get; private set; } = new();

    public Uri Address => Http.BaseAddress!;

    /// <param name="configure">Last word on services, for a test that breaks one.</param>
    public static async Task<RunningApp> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, string? folder = null, Action<WebApplicationBuilder>? configure = null)
    {
        folder ??= Directory.CreateTempSubdirectory("ciwatch-app-").FullName;
        var app = CiWatchApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "ciwatch.db")}",
            });
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole();
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new RunningApp(app, folder) { Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) } };
    }

    /// <summary>GET as JSON; the status code must be 200.</summary>
    public async Task<JsonNode> JsonAsync(string address) => (await Http.GetFromJsonAsync<JsonNode>(address))!;

    /// <summary>Asks /api/v1/status until its only server is as wanted.</summary>
    public async Task<JsonNode> ServerAsync(Func<JsonNode, bool> wanted) =>
        await UntilAsync(async () => (await JsonAsync("/api/v1/status"))["servers"]![0]!, wanted);

    /// <summary>Asks again, a few times a second, until the answer is as wanted; fails with the last answer.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var answer = await ask();
            if (wanted(answer)) return answer;
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"Not so within {Patience}; the last answer: {answer}", late);
            }
        }
    }

    /// <summary>Stops it and leaves its folder.</summary>
    public async Task StopAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
