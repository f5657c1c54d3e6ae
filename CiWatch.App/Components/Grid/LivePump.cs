using System.Threading.Channels;

namespace CiWatch.App.Components.Grid;

/// <summary>
/// One circuit's queue of "something changed", of length one: publishers never wait and never run a circuit's code, and any
/// number of changes during one rendering make one more rendering.
/// </summary>
internal sealed class LivePump : IAsyncDisposable
{
    /// <summary>The least time between two renderings: short for an eye, long for a burst of votes.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(50);

    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource _end = new();

    /// <summary>Starts to wait for signals.</summary>
    /// <param name="show">Renders; runs on the component's own dispatcher.</param>
    /// <param name="failed">Takes what <paramref name="show"/> throws; the pump goes on.</param>
    public LivePump(Func<Task> show, Func<Exception, Task> failed, TimeProvider time, TimeSpan? hold = null)
    {
        var end = _end.Token;
        Ended = Task.Run(() => RunAsync(show, failed, time, hold ?? Hold, end), CancellationToken.None);
    }

    /// <summary>Done when the loop has ended.</summary>
    public Task Ended { get; }

    /// <summary>Says that something changed. Returns at once, from any thread, also after the end.</summary>
    public void Signal() => _signals.Writer.TryWrite(true);

    /// <summary>Ends the loop. Does not wait for a rendering that runs: it may be the one that disposes us.</summary>
    public async ValueTask DisposeAsync()
    {
        _signals.Writer.TryComplete();
        await _end.CancelAsync();
        _end.Dispose();
    }

    private async Task RunAsync(Func<Task> show, Func<Exception, Task> failed, TimeProvider time, TimeSpan hold, CancellationToken end)
    {
        try
        {
            await foreach (var _ in _signals.Reader.ReadAllAsync(end))
            {
                try
                {
                    await show();
                }
                catch (Exception error) when (!end.IsCancellationRequested)
                {
                    await failed(error);
                }

                await Task.Delay(hold, time, end);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (ObjectDisposedException)
        {
            // The circuit went while it was rendered.
        }
    }
}
