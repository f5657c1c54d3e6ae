using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Attack;

/// <summary>The program as a process of its own, with a stand-in for Gerrit's SSH server that the attacker writes to.</summary>
internal sealed class AttackTarget : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-attack-").FullName;
    private readonly SshdServer _sshd;
    private readonly AttackPlan _plan;
    private ChildApp _app = null!;
    private int _streams;

    private AttackTarget(SshdServer sshd, AttackPlan plan) => (_sshd, _plan) = (sshd, plan);

    public Uri Address => _app.Http.BaseAddress!;

    public HttpClient Http => _app.Http;

    /// <summary>All that the program has logged since its last start.</summary>
    public string Log => _app.Output;

    /// <summary>The last query that the program asked of Gerrit.</summary>
    public string LastQuery => File.ReadLines(Path.Combine(_sshd.Folder, "queries")).Last();

    public static async Task<AttackTarget> StartAsync(AttackPlan plan)
    {
        AttackTarget target = new(await SshdServer.StartAsync(), plan);
        await target.StartAppAsync();
        return target;
    }

    /// <summary>Memory in use, in MB; 0 while it is restarted.</summary>
    public double Megabytes()
    {
        try
        {
            return _app.Megabytes("VmRSS");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>Sends lines through the stream and waits until they are stored.</summary>
    public async Task SendAsync(IReadOnlyList<string> lines)
    {
        var before = await EventsAsync();
        foreach (var chunk in lines.Chunk(500)) _sshd.Emit(chunk);
        await UntilAsync(async () => await EventsAsync() >= before + lines.Count);
    }

    /// <summary>The state of the only server.</summary>
    public async Task<JsonNode> ServerAsync() => (await Http.GetFromJsonAsync<JsonNode>("/api/v1/status"))!["servers"]![0]!;

    /// <summary>Stops the program as an operator does, and starts it again.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await StartAppAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sshd.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Asks a few times a second until it is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using CancellationTokenSource limit = new(_plan.Patience);
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(200));
        while (!await isSo()) await timer.WaitForNextTickAsync(limit.Token);
    }

    private async Task StartAppAsync()
    {
        var queries = _sshd.Commands.Count(c => c == "query");
        _app = await ChildApp.StartAsync(
        [
            .. _sshd.Settings(), new("Database:ConnectionString", $"Data Source={Path.Combine(_folder, "ciwatch.db")}"),
            new("Logging:Console:FormatterName", "simple"),
        ]);
        _app.Http.Timeout = TimeSpan.FromSeconds(100);
        await _sshd.StreamsAsync(++_streams);
        await _sshd.CommandsAsync("query", queries + 1);
        await UntilAsync(async () => (string?)(await ServerAsync())["state"] == "live");
    }

    private async Task<long> EventsAsync() => (long)(await ServerAsync())["events"]!;
}
