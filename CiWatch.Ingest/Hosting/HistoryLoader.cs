using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Hosting;

/// <summary>Brings what the database remembers back into memory: the boards, and what was counted of each server.</summary>
internal sealed class HistoryLoader(
    TimeRepair repair,
    HistoryReader history,
    IPositions positions,
    WatchedServers servers,
    LiveStore live,
    SourceStates sources,
    EventClock clock,
    TimeProvider time,
    IOptions<IngestOptions> options,
    IOptions<GerritOptions> gerrit)
{
    public void Load()
    {
        repair.Run(time.GetUtcNow(), gerrit.Value.MaxClockSkew);
        using var snapshot = history.Open();
        var known = snapshot.Servers().ToDictionary(s => s.Name);
        foreach (var name in servers.Names)
        {
            var fresh = new SourceState(name, ConnectionState.Connecting, time.GetUtcNow(), null, null, null, 0, 0, 0, 0) { CompleteUntil = DateTimeOffset.UnixEpoch };
            sources.Register(known.TryGetValue(name, out var s)
                ? fresh with { CompleteUntil = CompleteUntil(s), LastEventAt = s.LastEventAt, Events = s.Events, Reports = s.Reports, Malformed = s.Malformed, Dropped = s.Dropped }
                : fresh);
        }

        foreach (var server in known.Values) clock.See(server.LastEventAt);
        Load(snapshot);
    }

    /// <summary>Reads the boards anew: another process has written to the file.</summary>
    public void LoadAgain()
    {
        using var snapshot = history.Open();
        Load(snapshot);
    }

    private void Load(HistorySnapshot snapshot)
    {
        var from = clock.Now.AddDays(-options.Value.HistoryDays);
        live.Load(
            snapshot.Cis(from).Where(c => IsWatched(c.Key)),
            snapshot.Rows(from).Where(r => IsWatched(r.Key)));
    }

    /// <summary>Until this program ended; where a catch-up was not finished then, until its oldest gap begins.</summary>
    private DateTimeOffset CompleteUntil(SourceCounters server)
    {
        var (at, now) = (server.LastEventAt ?? DateTimeOffset.UnixEpoch, time.GetUtcNow());
        return positions.Of(server.Name).Gaps.Select(g => g.From).Append(at < now ? at : now).Min();
    }

    private bool IsWatched(ProjectKey key) => servers.Find(key.Server)?.Watches(key.Project) == true;
}
