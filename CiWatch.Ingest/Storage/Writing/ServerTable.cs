using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Servers and their counts: added up during a batch, written once at its end.</summary>
internal sealed class ServerTable(SqliteConnection connection) : IDisposable
{
    private readonly IdTable<string> _ids = new(
        connection,
        "SELECT Id FROM Servers WHERE Name = ?1",
        "INSERT INTO Servers(Name, Events, Reports, Malformed, Dropped) VALUES (?1, 0, 0, 0, 0) RETURNING Id",
        name => [name]);
    private readonly Statement _ofPatchSet = new(
        connection, "SELECT c.ServerId FROM PatchSets p JOIN Changes c ON c.Id = p.ChangeId WHERE p.Id = ?1");
    private readonly Dictionary<long, Counts> _counts = [];
    private readonly Statement _add = new(connection, """
        UPDATE Servers SET Events = Events + ?2, Reports = Reports + ?3, Malformed = Malformed + ?4, Dropped = Dropped + ?5,
            LastEventAt = CASE WHEN LastEventAt IS NULL OR ?6 > LastEventAt THEN coalesce(?6, LastEventAt) ELSE LastEventAt END,
            CaughtUpTo = CASE WHEN CaughtUpTo > ?7 THEN ?7 ELSE CaughtUpTo END
        WHERE Id = ?1
        """);

    public long Id(string name) => _ids.Id(name);

    /// <summary>The server of a patch set that is in the file.</summary>
    public long IdOfPatchSet(long patchSet) => _ofPatchSet.RunForNumber(patchSet)!.Value;

    /// <param name="at">The event's own time.</param>
    /// <param name="heardAt">The same, but not later than its receipt, so that no event hides a silence.</param>
    /// <param name="movesPosition">
    /// Whether it happened just now. Where such an event is from before the position, the server's clock was set back, or the event is
    /// only late: either way what came with it is looked for again.
    /// </param>
    public void CountEvent(long server, DateTimeOffset? at, DateTimeOffset? heardAt, bool dropped, bool movesPosition)
    {
        var counts = Of(server);
        counts.Events++;
        if (dropped) counts.Dropped++;
        if (heardAt?.ToUnixTimeMilliseconds() is { } heard && !(heard <= counts.LastEventAt)) counts.LastEventAt = heard;
        if (movesPosition && at?.ToUnixTimeMilliseconds() is { } time && !(time >= counts.EarliestAt)) counts.EarliestAt = time;
    }

    public void CountReport(long server) => Of(server).Reports++;

    public void CountMalformed(long server) => Of(server).Malformed++;

    public void CountDropped(long server, long events) => Of(server).Dropped += events;

    public void Flush()
    {
        foreach (var (server, c) in _counts) _add.Run(server, c.Events, c.Reports, c.Malformed, c.Dropped, c.LastEventAt, c.EarliestAt);
        _counts.Clear();
    }

    /// <summary>Forgets keys and what is not yet written.</summary>
    public void Clear()
    {
        _ids.Clear();
        _counts.Clear();
    }

    public void Dispose()
    {
        _ids.Dispose();
        _add.Dispose();
        _ofPatchSet.Dispose();
    }

    private Counts Of(long server)
    {
        if (!_counts.TryGetValue(server, out var counts)) _counts[server] = counts = new Counts();
        return counts;
    }

    private sealed class Counts
    {
        public long Events { get; set; }

        public long Reports { get; set; }

        public long Malformed { get; set; }

        public long Dropped { get; set; }

        public long? LastEventAt { get; set; }

        public long? EarliestAt { get; set; }
    }
}
