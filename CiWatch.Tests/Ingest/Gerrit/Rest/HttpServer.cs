using System.Collections.Concurrent;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit;
using CiWatch.Tests.Ingest.Gerrit.Ssh;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace CiWatch.Tests.Ingest.Gerrit.Rest;

/// <summary>A real HTTP server on a free loopback port, which answers as a test says and notes what it was asked.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpServer(WebApplication app) => _app = app;

    /// <summary>Path and query of each request, as they stood on the wire.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The header Authorization of each request; empty where it had none.</summary>
    public ConcurrentQueue<string> Credentials { get; } = new();

    public string Url => _app.Urls.First();

    public static async Task<HttpServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        HttpServer server = new(builder.Build());
        server._app.Run(context =>
        {
            server.Asked.Enqueue(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
            server.Credentials.Enqueue($"{context.Request.Headers.Authorization}");
            return answer(context);
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The settings that ask it.</summary>
    public (GerritServer Server, GerritOptions Options) Settings(params (string Key, string Value)[] more) => SettingsFor(Url, more);

    public static (GerritServer Server, GerritOptions Options) SettingsFor(string url, params (string Key, string Value)[] more)
    {
        Dictionary<string, string?> settings = new() { ["Gerrit:Servers:0:Host"] = "review.example.org", ["Gerrit:Servers:0:RestUrl"] = url, ["Gerrit:CatchUp:Pause"] = "00:00:00" };
        foreach (var (key, value) in more) settings[$"Gerrit:{key}"] = value;
        var options = QueryRig.Read(settings);
        return (GerritServer.All(options).Single(), options);
    }

    public async ValueTask DisposeAsync()
    {
        // A test may have left an answer open for good.
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
