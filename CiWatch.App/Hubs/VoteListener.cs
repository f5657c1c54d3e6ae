using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;

namespace CiWatch.App.Hubs;

/// <summary>One connection: what it wants, what waits for it, and the task that sends it at the client's own speed.</summary>
internal sealed class VoteListener(VoteQueue queue, int mostFilters)
{
    private readonly Lock _lock = new();

    public VoteQueue Queue => queue;

    /// <summary>What it wants to hear of.</summary>
    public ImmutableHashSet<VoteFilter> Filters { get; private set; } = [];

    /// <summary>Takes one more filter; false where it has it.</summary>
    /// <exception cref="HubException">It has as many as it may.</exception>
    public bool Add(VoteFilter filter)
    {
        lock (_lock)
        {
            if (Filters.Contains(filter)) return false;
            if (Filters.Count >= mostFilters)
                throw new HubException($"A connection holds {mostFilters} subscriptions at most. Unsubscribe from one first, or ask for a whole project.");
            Filters = Filters.Add(filter);
            return true;
        }
    }

    /// <summary>Lets a filter go; false where it has none such.</summary>
    public bool Remove(VoteFilter filter)
    {
        lock (_lock)
        {
            if (!Filters.Contains(filter)) return false;
            Filters = Filters.Remove(filter);
            return true;
        }
    }

    /// <summary>Sends what comes until the connection ends. Each sending waits until the client's socket has room again.</summary>
    public async Task SendAsync(ISingleClientProxy client, ILogger log, CancellationToken closed)
    {
        try
        {
            while (true)
            {
                var (missed, vote) = await queue.TakeAsync(closed);
                if (missed > 0) await client.SendAsync("Missed", missed, closed);
                if (vote is not null) await client.SendAsync("Report", vote, closed);
            }
        }
        catch (OperationCanceledException)
        {
            // The client left.
        }
        catch (Exception error)
        {
            VoteFeed.Log.CannotSend(log, error);
        }
    }
}
