using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Intake;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Gerrit;

/// <summary>A database that can't be read is none of the server's faults: its stream stays open, and its history is asked for later.</summary>
public sealed class UnreadableDatabaseTests
{
    [Fact]
    public async Task The_catch_up_waits_and_says_that_the_database_can_t_be_read()
    {
        FakeTimeProvider time = new();
        SourceStates states = new(time);
        using LineQueue lines = new(new QueueLimits(1024 * 1024), states);
        using CancellationTokenSource stop = new();
        TaskCompletionSource said = new();
        states.Changed += () =>
        {
            if (states.All.Any(s => s is { State: ConnectionState.Live, Reason: not null })) said.TrySetResult();
        };
        Damaged positions = new();
        var running = new CatchUpLoop("gerrit", new GerritOptions(), new([new Never()], null), positions, lines, states, new CatchUpBell(), time, NullLogger.Instance).RunAsync(stop.Token);

        await said.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(running.IsCompleted);
        var reason = Assert.Single(states.All).Reason;
        Assert.Contains("history can't be fetched: CI Watch can't read in its database", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", reason, StringComparison.Ordinal);

        var asked = positions.Asked;
        while (positions.Asked == asked)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class Damaged : IPositions
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public ServerPosition Of(string server)
        {
            Interlocked.Increment(ref _asked);
            throw new SqliteException("SQLite Error 11: 'database disk image is malformed'.", 11);
        }
    }

    private sealed class Never : IChangeSource
    {
        public string Name => "query";

        public LineSource Lines => LineSource.Query;

        public Task<ChangePage> PageAsync(ChangeRange range, CancellationToken cancel) => throw new InvalidOperationException("asked");
    }
}
