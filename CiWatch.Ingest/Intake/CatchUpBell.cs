using System.Collections.Concurrent;
using System.Threading.Channels;

namespace CiWatch.Ingest.Intake;

/// <summary>Rung when a server's history should be looked at soon: its stream left something out, or we did. Safe from any thread.</summary>
public sealed class CatchUpBell
{
    private readonly ConcurrentDictionary<string, Channel<bool>> _bells = new(StringComparer.Ordinal);

    /// <summary>Rings; ringing twice before anyone hears is ringing once.</summary>
    public void Ring(string server) => Of(server).Writer.TryWrite(true);

    /// <summary>Returns when it has been rung since the last call, or after <paramref name="limit"/> at the latest.</summary>
    public async Task HeardAsync(string server, TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        using CancellationTokenSource late = new(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await Of(server).Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nobody rang.
        }
    }

    private Channel<bool> Of(string server) => _bells.GetOrAdd(
        server, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
