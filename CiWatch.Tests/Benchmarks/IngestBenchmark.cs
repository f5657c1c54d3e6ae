using System.Diagnostics;
using System.Globalization;
using System.Text;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.Benchmarks;

/// <summary>
/// Events a second from a line on a real sshd's stream to a committed report that pages can see, and beside it, in turn on the
/// same lines, a yardstick that only reads, parses and inserts.
/// </summary>
internal static class IngestBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var lines = args is [var n, ..] ? int.Parse(n, CultureInfo.InvariantCulture) : 50_000;
        var (bytes, reports) = Make(lines);
        Console.WriteLine($"{lines} lines, {bytes.Length / 1e6:0.0} MB, {reports} reports of 5 jobs; {Environment.ProcessorCount} cores, shared with sshd; {Rounds} rounds");
        List<double> ours = [], yardstick = [];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(lines / (await OursAsync(bytes, lines, reports)).TotalSeconds);
            yardstick.Add(lines / (await IngestYardstick.RunAsync(bytes, lines)).TotalSeconds);
            Console.WriteLine($"  round {round + 1}: CI Watch {ours[^1]:0} events/s, yardstick {yardstick[^1]:0} events/s");
        }

        Console.WriteLine($"ingest: CI Watch {Median(ours):0} events/s; yardstick (SSH, JSON, prepared insert) {Median(yardstick):0} events/s; ratio {Median(ours) / Median(yardstick):0.00}");
        return 0;
    }

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static (byte[] Bytes, int Reports) Make(int lines)
    {
        var now = TimeProvider.System.GetUtcNow();
        StringBuilder text = new();
        var reports = 0;
        for (var i = 0; i < lines; i++)
        {
            var change = 1 + (i / 61);
            var created = now.AddSeconds((change % 80_000) - 86_000);
            if (i % 61 != 0) reports++;
            text.Append(i % 61 == 0 ? BenchmarkLines.Created(change, created) : BenchmarkLines.Report(change, i % 61, created, created.AddMinutes(i % 61))).Append('\n');
        }

        return (Encoding.UTF8.GetBytes(text.ToString()), reports);
    }

    private static async Task<TimeSpan> OursAsync(byte[] bytes, int lines, int reports)
    {
        await using var sshd = await SshdServer.StartAsync();
        await using var app = await RunningApp.StartAsync(sshd.Settings());
        var sources = app.Services.GetRequiredService<SourceStates>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sources.Changed += () =>
        {
            if (sources.All[0] is { } s && s.Events + s.Malformed + s.Dropped >= lines) done.TrySetResult();
        };
        await sshd.StreamsAsync(1);
        await app.ServerAsync(s => (string?)s["state"] == "live");
        var began = Stopwatch.GetTimestamp();
        sshd.EmitBytes(bytes);
        await done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        var took = Stopwatch.GetElapsedTime(began);
        var end = sources.All[0];
        if (end.Reports != reports || end.Malformed != 0 || end.Dropped != 0) throw new InvalidOperationException($"Not all arrived: {end}");
        return took;
    }
}
