using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CiWatch.Tests.Benchmarks;

/// <summary>Bytes and time of a project page of seven days, beside a bare server that sends as many bytes out of memory.</summary>
internal static class PageBenchmark
{
    private const int Requests = 40;
    private const string Page = "/project/acme/storage?window=7d";

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args is [var r, ..] ? int.Parse(r, CultureInfo.InvariantCulture) : 2_000;
        var cis = args is [_, var c, ..] ? int.Parse(c, CultureInfo.InvariantCulture) : 60;
        await using var app = await RunningApp.StartAsync(
        [
            new("Gerrit:Servers:0:Host", "127.0.0.1"), new("Gerrit:Servers:0:Port", "1"), new("Gerrit:Servers:0:Username", "nobody"),
            new("Gerrit:Servers:0:PrivateKeyFile", Environment.ProcessPath), new("Gerrit:Servers:0:HostKeyFingerprint", "SHA256:" + new string('A', 43)),
        ]);
        await FillAsync(app, rows, cis);

        using var plain = new HttpClient { BaseAddress = app.Address };
        using var zipped = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = app.Address };
        zipped.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var first = await TimeAsync(plain, Page);
        var html = await plain.GetByteArrayAsync(Page);
        var served = await MedianAsync(plain, Page);
        var compressed = (await zipped.GetByteArrayAsync(Page)).Length;
        var yardstick = await YardstickAsync(html.Length);
        var shown = Encoding.UTF8.GetString(html).Split("data-change=").Length - 1;
        Console.WriteLine($"page: 7 days, {rows} patch sets x {cis} CIs; {Environment.ProcessorCount} cores, client beside the server");
        Console.WriteLine($"  first request {first:0.0} ms (builds the grid), then median of {Requests} {served:0.0} ms; {html.Length / 1e3:0} KB, {compressed / 1e3:0} KB as Brotli; {shown} cells in the first HTML");
        Console.WriteLine($"  yardstick (as many bytes from memory) {yardstick:0.0} ms; ratio {served / yardstick:0.0}");
        return 0;
    }

    private static async Task FillAsync(RunningApp app, int rows, int cis)
    {
        var queue = app.Services.GetRequiredService<LineQueue>();
        var sources = app.Services.GetRequiredService<SourceStates>();
        var now = TimeProvider.System.GetUtcNow();
        var total = rows * (cis + 1L);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sources.Changed += () =>
        {
            if (sources.All[0].Events >= total) done.TrySetResult();
        };
        for (var row = 0; row < rows; row++)
        {
            var created = now.AddDays(-6.9).AddSeconds(row * 6.8 * 86_400 / rows);
            await WriteAsync(BenchmarkLines.Created(row + 1, created));
            for (var ci = 0; ci < cis; ci++) await WriteAsync(BenchmarkLines.Report(row + 1, ci, created, created.AddMinutes(30 + ci)));
        }

        await done.Task.WaitAsync(TimeSpan.FromMinutes(5));

        ValueTask WriteAsync(string line) => queue.WriteAsync(new RawLine("127.0.0.1", Encoding.UTF8.GetBytes(line), now), CancellationToken.None);
    }

    private static async Task<double> YardstickAsync(int length)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var bare = builder.Build();
        var bytes = new byte[length];
        bare.MapGet("/", () => Results.Bytes(bytes, "text/html"));
        bare.Urls.Add("http://127.0.0.1:0");
        await bare.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(bare.Urls.First()) };
        return await MedianAsync(http, "/");
    }

    private static async Task<double> MedianAsync(HttpClient http, string address)
    {
        List<double> times = [];
        for (var i = 0; i < Requests; i++) times.Add(await TimeAsync(http, address));
        return IngestBenchmark.Median(times);
    }

    private static async Task<double> TimeAsync(HttpClient http, string address)
    {
        var began = Stopwatch.GetTimestamp();
        await http.GetByteArrayAsync(address);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
