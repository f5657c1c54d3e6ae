using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Ingest.Gerrit.Ssh;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Gerrit;

/// <summary>When history is fetched, and what the server's state says meanwhile.</summary>
public sealed class CatchUpLoopTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly SourceStates _states;
    private readonly LineQueue _lines;
    private readonly CatchUpBell _bell = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Source _source = new();
    private readonly Task _running;

    public CatchUpLoopTests()
    {
        _states = new(_time);
        _lines = new(new QueueLimits(1024 * 1024), _states);
        _running = new CatchUpLoop(
            "gerrit", new GerritOptions(), new([_source], null), new NothingKnown(), _lines, _states, _bell, _time, NullLogger.Instance).RunAsync(_stop.Token);
    }

    private SourceState State => Assert.Single(_states.All);

    [Fact]
    public async Task A_server_that_does_not_answer_is_live_all_the_same_and_says_so()
    {
        var asked = await _source.AskedAsync();
        Assert.Equal((ConnectionState.CatchingUp, null), (State.State, State.Reason));
        _time.Advance(TimeSpan.FromSeconds(15));
        await Reached(s => s.State == ConnectionState.Live);
        Assert.Contains("not yet answered", State.Reason, StringComparison.Ordinal);

        asked.SetResult(new([], null, null, false));
        await Reached(s => s.Reason is null);
        Assert.Equal(ConnectionState.Live, State.State);
    }

    [Fact]
    public async Task It_looks_again_when_rung_after_a_rest_and_at_intervals()
    {
        (await _source.AskedAsync()).SetResult(new([], null, null, false));
        await Reached(s => s.State == ConnectionState.Live);
        _bell.Ring("gerrit");
        var rung = _source.AskedAsync();
        while (!rung.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        (await rung).SetResult(new([], null, null, false));
        var later = _source.AskedAsync();
        while (!later.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Trouble_is_told_beside_the_live_state_and_tried_again()
    {
        (await _source.AskedAsync()).SetException(new CatchUpException("query is not permitted"));
        await Reached(s => s is { State: ConnectionState.Live, NextTryAt: not null });
        Assert.Equal("New votes arrive, but history can't be fetched: query is not permitted", State.Reason);

        var again = _source.AskedAsync();
        while (!again.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await again).SetResult(new([], null, null, false));
        await Reached(s => s.Reason is null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(Patience));
        _stop.Dispose();
        _lines.Dispose();
    }

    private async Task Reached(Func<SourceState, bool> wanted)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (_states.All.Any(wanted)) reached.TrySetResult();
        }

        _states.Changed += Look;
        Look();
        await reached.Task.WaitAsync(Patience);
        _states.Changed -= Look;
    }

    /// <summary>Answers when the test says so.</summary>
    private sealed class Source : IChangeSource
    {
        private readonly System.Threading.Channels.Channel<TaskCompletionSource<ChangePage>> _asked =
            System.Threading.Channels.Channel.CreateUnbounded<TaskCompletionSource<ChangePage>>();

        public string Name => "query";

        public LineSource Lines => LineSource.Query;

        public async Task<TaskCompletionSource<ChangePage>> AskedAsync() => await _asked.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public Task<ChangePage> PageAsync(ChangeRange range, CancellationToken cancel)
        {
            TaskCompletionSource<ChangePage> page = new(TaskCreationOptions.RunContinuationsAsynchronously);
            cancel.Register(() => page.TrySetCanceled(cancel));
            _asked.Writer.TryWrite(page);
            return page.Task;
        }
    }
}
