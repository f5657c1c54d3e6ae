using CiWatch.App.Components.Grid;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Components;

public sealed class LivePumpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Signals_during_a_rendering_make_one_more()
    {
        var time = new FakeTimeProvider();
        using var began = new SemaphoreSlim(0);
        var go = new TaskCompletionSource();
        var shown = 0;
        await using var pump = new LivePump(async () => { Interlocked.Increment(ref shown); began.Release(); await go.Task; }, _ => Task.CompletedTask, time);

        pump.Signal();
        Assert.True(await began.WaitAsync(Patience));
        for (var i = 0; i < 100; i++) pump.Signal();
        go.SetResult();
        await AdvanceUntil(time, began);

        Assert.Equal(2, Volatile.Read(ref shown));
    }

    [Fact]
    public async Task An_error_is_handed_on_and_the_pump_goes_on()
    {
        var time = new FakeTimeProvider();
        using var failed = new SemaphoreSlim(0);
        Exception? seen = null;
        await using var pump = new LivePump(
            () => throw new InvalidOperationException("no"), e => { seen = e; failed.Release(); return Task.CompletedTask; }, time);

        pump.Signal();
        Assert.True(await failed.WaitAsync(Patience));
        pump.Signal();
        await AdvanceUntil(time, failed);

        Assert.IsType<InvalidOperationException>(seen);
    }

    [Fact]
    public async Task After_its_end_signals_do_nothing()
    {
        var pump = new LivePump(() => throw new InvalidOperationException("rendered after the end"), _ => Task.CompletedTask, TimeProvider.System);

        await pump.DisposeAsync();
        pump.Signal();

        await pump.Ended.WaitAsync(Patience);
    }

    // The pump may not have reached its wait yet when time is moved: move it until the pump says that it went on.
    private static async Task AdvanceUntil(FakeTimeProvider time, SemaphoreSlim signal)
    {
        for (var i = 0; i < 1000; i++)
        {
            time.Advance(LivePump.Hold);
            if (await signal.WaitAsync(TimeSpan.FromMilliseconds(10))) return;
        }

        Assert.Fail("The pump did not go on.");
    }
}
