using System.Collections.Concurrent;
using CiWatch.App.Configuration;
using CiWatch.App.Hubs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Limits;

/// <summary>
/// Counts the connections of an address from their beginning to their end, whatever carries them. A WebSocket is one request, which the limit on
/// requests counts already; long polling has a request now and then, and between two the connection would be free.
/// </summary>
internal sealed class ConnectionLimit(IOptions<LimitOptions> limits, LimitLog log) : IHubFilter
{
    private readonly ConcurrentDictionary<(Limited, string), int> _open = new();

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var (limit, visitor) = Key(context);
        var most = LimitRefusal.Most(limit, limits.Value);
        if (_open.AddOrUpdate((limit, visitor), 1, (_, open) => open + 1) > most)
        {
            Release(context);
            log.Hit(limit, visitor, most);
            throw new HubException("Too many connections of one address are open. Close some, then connect again.");
        }

        try
        {
            await next(context);
        }
        catch
        {
            Release(context); // a connection that never began has no end
            throw;
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        Release(context);
        return next(context, exception);
    }

    private void Release(HubLifetimeContext context)
    {
        var key = Key(context);
        var open = _open.AddOrUpdate(key, 0, (_, open) => Math.Max(0, open - 1));
        if (open == 0) _open.TryRemove(new KeyValuePair<(Limited, string), int>(key, 0)); // unless one came meanwhile
    }

    private static (Limited Limit, string Visitor) Key(HubLifetimeContext context) =>
        (context.Hub is VotesHub ? Limited.Hub : Limited.Circuit, Visitor.Of(context.Context.GetHttpContext()?.Connection.RemoteIpAddress));
}
