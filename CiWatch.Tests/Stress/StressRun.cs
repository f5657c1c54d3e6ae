using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CiWatch.Tests.Infrastructure;
using CiWatch.Tests.Stress.Faults;
using CiWatch.Tests.Stress.History;
using CiWatch.Tests.Stress.Scripted;

namespace CiWatch.Tests.Stress;

/// <summary>
/// A scripted Gerrit tells its story through a real sshd and a bad line to the program, which is a process of its own; everything
/// between them is killed, frozen and cut. In the end the database must hold what was said: all of it, and nothing twice.
/// </summary>
internal sealed class StressRun : IAsyncDisposable
{
    /// <summary>Beyond the interval at which the program looks for what its stream left out, and the fetching of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly StressPlan _plan;
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-stress-").FullName;
    private readonly FaultLog _log = new(TimeProvider.System);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly SshdServer _sshd;
    private readonly ScriptedGerrit _gerrit;
    private readonly Story _story;
    private readonly DroppingProxy _proxy;
    private readonly ProgramProcess _program;
    private readonly Judge _judge;

    private StressRun(StressPlan plan, SshdServer sshd)
    {
        (_plan, _sshd) = (plan, sshd);
        Random random = new(plan.Seed);
        _gerrit = new ScriptedGerrit(sshd, TimeProvider.System, random);
        _story = new Story(_gerrit, random);
        _proxy = new DroppingProxy(sshd.Port);
        var file = Path.Combine(_folder, "ciwatch.db");
        _program = new ProgramProcess(StressSettings.For(sshd, _proxy.Port, file), _folder, _log);
        _judge = new Judge(_gerrit, new StoredHistory(file), _log);
    }

    private int Queries => _sshd.Commands.Count(c => c == "query");

    public static async Task<StressOutcome> RunAsync(StressPlan plan)
    {
        await using StressRun run = new(plan, await SshdServer.StartAsync());
        return await run.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _program.KillAsync();
        _program.Dispose();
        await _proxy.DisposeAsync();
        await _sshd.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<StressOutcome> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        MakeHistory();
        _program.Start();
        StoryPace pace = new(_story, new Random(_plan.Seed + 3));
        var faults = new FaultLanes(_program, _sshd, _proxy, _gerrit.Outlet, _log, _plan.Seed).RunAsync(_plan.Faults);
        await pace.UntilAsync(() => faults.IsCompleted);
        await faults;
        await pace.UntilAsync(() => _gerrit.Outlet.Flows);

        // The last loss has no fault after it that would make the program look: it must find it by itself.
        var live = await BecomesLiveAsync();
        _log.Fault("events lost silently", "11, the last fault");
        _gerrit.Outlet.Lose(11);
        await pace.UntilAsync(() => _gerrit.Outlet.Flows);
        _log.Note("the story ends");
        var found = await SettleAsync();
        _log.Note($"settled, with {found.Count} differences");

        // Fetched once more, nothing is stored once more.
        if (found.Count == 0) found = await FetchAgainAsync();
        return Outcome(found, live, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Before the program's first start: hours that no stream told.</summary>
    private void MakeHistory()
    {
        for (var act = 600; act > 0; act--)
        {
            _gerrit.Behind = TimeSpan.FromSeconds(act * 20);
            _story.Act();
        }

        _gerrit.Behind = TimeSpan.Zero;
    }

    private async Task<bool> BecomesLiveAsync()
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            if (await StateAsync() == "live") return true;
        }
        while (await TickAsync(began));
        _log.Note($"NOT LIVE within {Patience}");
        return false;
    }

    /// <summary>Compares until all is there, or until nothing has moved for long.</summary>
    private async Task<Found> SettleAsync()
    {
        var moved = Stopwatch.GetTimestamp();
        var last = _judge.Look();
        while (last.Count > 0 && await TickAsync(moved))
        {
            var now = _judge.Look();
            if (now.Count != last.Count) moved = Stopwatch.GetTimestamp();
            last = now;
        }

        return last;
    }

    private async Task<Found> FetchAgainAsync()
    {
        var (connections, queries) = (_proxy.Made, Queries);
        _log.Note("the stream is ended once more");
        _sshd.EndStreams();
        var began = Stopwatch.GetTimestamp();
        // Fetched and stored: it says live again, and for some looks asks no more.
        for (var (seen, calm) = (queries, 0); calm < 6 && await TickAsync(began);)
        {
            calm = _proxy.Made > connections && Queries == seen && seen > queries && await StateAsync() == "live" ? calm + 1 : 0;
            seen = Queries;
        }

        if (Queries == queries) _log.Note("NO QUERY after the stream ended");
        return _judge.Look();
    }

    private async Task<string?> StateAsync()
    {
        if (_program.Address is not { } address) return null;
        try
        {
            return (string?)(await _http.GetFromJsonAsync<JsonNode>(new Uri(address, "/api/v1/status")))?["servers"]?[0]?["state"];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null; // it is starting
        }
    }

    /// <summary>Half a second later; false where patience has ended.</summary>
    private static async Task<bool> TickAsync(long since)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(0.5));
        await timer.WaitForNextTickAsync();
        return Stopwatch.GetElapsedTime(since) < Patience;
    }

    private StressOutcome Outcome(Found found, bool live, TimeSpan took)
    {
        var sound = _judge.Soundness();
        var summary = $"stress: seed {_plan.Seed}, {_gerrit.Outlet.Events} events ({_gerrit.Outlet.Dropped} dropped by the server), "
            + $"{_gerrit.Reports.Length} reports, {_gerrit.Rechecks.Length} rechecks, {_log.Count} faults ({_log.Kinds}), "
            + $"{_proxy.Made} connections, {Queries} queries; lost {found.Lost}, doubled {found.Doubled}, "
            + $"other votes {found.Reports.OtherVote.Length}; {took.TotalSeconds:0} s";
        if (found.Count == 0 && sound == "ok" && live && _program.Ended == 0) return new(summary, "", _log.Lines);
        var kept = Directory.CreateTempSubdirectory($"ciwatch-stress-kept-{_plan.Seed}-").FullName;
        foreach (var file in Directory.EnumerateFiles(_folder)) File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
        return new(
            summary,
            $"The database is {sound}; the program ended by itself {_program.Ended} times; its log and its database are kept in {kept}.\n{_judge.Tell(found)}",
            _log.Lines);
    }
}
