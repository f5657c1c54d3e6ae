using System.Collections.Concurrent;
using CiWatch.Ingest.Gerrit;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>The wire as the program runs it, from settings to the queue, with delays short enough for tests.</summary>
internal sealed class GerritRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly ConcurrentQueue<SourceState> _history = new();

    private GerritRig(IHost host)
    {
        _host = host;
        States = host.Services.GetRequiredService<SourceStates>();
        Lines = host.Services.GetRequiredService<LineQueue>();
        States.Changed += () =>
        {
            foreach (var state in States.All) _history.Enqueue(state);
        };
    }

    public SourceStates States { get; }

    public LineQueue Lines { get; }

    /// <summary>The states of all servers at each change.</summary>
    public IEnumerable<SourceState> History => _history;

    public static async Task<GerritRig> StartAsync(params IEnumerable<KeyValuePair<string, string?>>[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gerrit:ProbeInterval"] = "00:00:00.2",
            ["Gerrit:ConnectTimeout"] = "00:00:02",
            ["Gerrit:ReconnectMinDelay"] = "00:00:00.05",
            ["Gerrit:ReconnectMaxDelay"] = "00:00:00.2",
            ["Gerrit:FailedRetryDelay"] = "00:00:00.5",
        });
        foreach (var some in settings) builder.Configuration.AddInMemoryCollection(some);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SourceStates>();
        builder.Services.AddSingleton(s => new LineQueue(200_000, s.GetRequiredService<SourceStates>()));
        builder.Services.AddSingleton<IPositions, NothingKnown>().AddSingleton<CatchUpBell>();
        builder.Services.AddGerritServers(builder.Configuration);
        GerritRig rig = new(builder.Build());
        await rig._host.StartAsync();
        return rig;
    }

    /// <summary>Waits until a server is in this state.</summary>
    public Task<SourceState> StateAsync(ConnectionState state, string server = "gerrit") => StateAsync(s => s.State == state, server);

    public async Task<SourceState> StateAsync(Func<SourceState, bool> wanted, string server = "gerrit")
    {
        TaskCompletionSource<SourceState> reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (States.All.FirstOrDefault(s => s.Name == server && wanted(s)) is { } state) reached.TrySetResult(state);
        }

        States.Changed += Look;
        try
        {
            Look();
            return await reached.Task.WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Not reached; the states are {string.Join(", ", States.All)}", e);
        }
        finally
        {
            States.Changed -= Look;
        }
    }

    /// <summary>The next line of any server's stream; what the catching up brings meanwhile is passed over.</summary>
    public async Task<RawLine> LineAsync()
    {
        while (true)
        {
            var line = await Lines.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (line.Source == LineSource.Stream) return line;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
