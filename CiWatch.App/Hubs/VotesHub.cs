using CiWatch.App.Configuration;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Hubs;

/// <summary>
/// /hubs/votes: each new report as it is stored. Clients call Subscribe and Unsubscribe with a <see cref="VoteFilter"/>, and are sent
/// "Report", and "Missed" with a count where they were too slow.
/// </summary>
internal sealed class VotesHub(VoteFeed feed, IHubContext<VotesHub> hub, IOptions<LimitOptions> limits, ILogger<VotesHub> log) : Hub
{
    public const string Address = "/hubs/votes";

    private static readonly object Key = new();

    private VoteListener Listener => (VoteListener)Context.Items[Key]!;

    public override Task OnConnectedAsync()
    {
        var most = limits.Value;
        var listener = new VoteListener(new VoteQueue(most.HubQueueReports, most.HubQueueBytes), most.HubSubscriptions);
        Context.Items[Key] = listener;
        feed.Add(listener);
        _ = listener.SendAsync(hub.Clients.Client(Context.ConnectionId), log, Context.ConnectionAborted);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        feed.Remove(Listener);
        return Task.CompletedTask;
    }

    /// <summary>From now on the reports that pass the filter are sent. Asking twice changes nothing.</summary>
    public void Subscribe(VoteFilter? filter) => feed.Subscribe(Listener, VoteFilter.Checked(filter));

    /// <summary>No longer, as far as this filter alone let them pass.</summary>
    public void Unsubscribe(VoteFilter? filter) => feed.Unsubscribe(Listener, VoteFilter.Checked(filter));
}
