using CiWatch.Tests.Benchmarks;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.App.Api;

/// <summary>The program with two changes of which one has a hostile subject: what machines read is asked of it.</summary>
public sealed class MachineRig : IAsyncLifetime
{
    /// <summary>A formula, markup, a character that XML can't hold, and a direction mark.</summary>
    public const string Subject = "=HYPERLINK(1),<script>alert(1)</script>&amp;\u0001\uFFFE\u202E";

    private PipelineRig? _rig;

    internal RunningApp App => _rig!.App;

    /// <summary>A change on which vendor-1 failed.</summary>
    public static long Failed => 7;

    public async Task InitializeAsync()
    {
        _rig = await PipelineRig.StartAsync(Directory.CreateTempSubdirectory("ciwatch-machines-").FullName);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var change in new long[] { 7, 8 })
        {
            _rig.Write(Hostile(BenchmarkLines.Created(change, now), change), now);
            for (var ci = 1; ci <= 3; ci++) _rig.Write(Hostile(BenchmarkLines.Report(change, ci, now, now), change), now);
        }

        await _rig.StoredAsync(8);
        await RunningApp.UntilAsync(
            async () => (await App.Http.GetAsync("/api/v1/grid?project=acme/storage")).IsSuccessStatusCode
                ? (await App.JsonAsync("/api/v1/grid?project=acme/storage"))["rows"]!.AsArray().Sum(r => r!["cells"]!.AsArray().Count) : 0,
            cells => cells == 6);
    }

    public async Task DisposeAsync() => await _rig!.DisposeAsync();

    private static string Hostile(string line, long change) => line.Replace(
        $"Keep the last good snapshot of volume {change}",
        change == Failed ? Subject.Replace("\u0001", "\\u0001", StringComparison.Ordinal) : "Plain",
        StringComparison.Ordinal);
}
