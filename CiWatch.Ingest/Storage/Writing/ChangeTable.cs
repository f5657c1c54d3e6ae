using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Changes. New ones are inserted at once, since patch sets refer to them; what events alter is written once a batch.</summary>
internal sealed class ChangeTable(SqliteConnection connection, IdTable<(long, string)> projects, AccountTable accounts) : ICached, IDisposable
{
    private readonly Dictionary<(long Server, long Number), Entry> _known = [];
    private readonly HashSet<Entry> _altered = [];
    private readonly Statement _find = new(connection, """
        SELECT c.Id, p.Name, c.Branch, c.ChangeId, c.Subject, a.Key, c.Url, c.Topic, c.Wip, c.Status, c.ClosedAt, c.StatusAt, c.UpdatedAt, c.OwnerId, c.Hashtags
        FROM Changes c JOIN Projects p ON p.Id = c.ProjectId LEFT JOIN Accounts a ON a.Id = c.OwnerId
        WHERE c.Number = ?1 AND c.ServerId = ?2
        """);
    private readonly Statement _insert = new(connection, """
        INSERT INTO Changes(ServerId, Number, ProjectId, Branch, ChangeId, Subject, OwnerId, Url, Topic, Wip, Status, ClosedAt, StatusAt, UpdatedAt, Hashtags)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) RETURNING Id
        """);
    private readonly Statement _update = new(connection, """
        UPDATE Changes SET ProjectId = ?2, Branch = ?3, ChangeId = ?4, Subject = ?5, OwnerId = ?6, Url = ?7, Topic = ?8, Wip = ?9,
            Status = ?10, ClosedAt = ?11, StatusAt = ?12, UpdatedAt = ?13, Hashtags = ?14
        WHERE Id = ?1
        """);
    // A project that was renamed takes its changes along.
    private readonly Statement _move = new(connection, "UPDATE PatchSets SET ProjectId = ?2 WHERE ChangeId = ?1");

    public int Count => _known.Count;

    /// <summary>Takes what an event says of a change. Returns the change's and its project's key.</summary>
    public (long Id, long ProjectId) Upsert(long server, ChangeInfo change, string type, DateTimeOffset at)
    {
        long? owner = change.Owner is null ? null : accounts.Id(server, change.Owner);
        if (!_known.TryGetValue((server, change.Number), out var entry))
        {
            entry = Find(server, change.Number) ?? Insert(server, change.Number, ChangeFacts.Of(change, type, at), owner);
            _known[(server, change.Number)] = entry;
        }

        var facts = entry.Facts.With(change, type, at);
        if (facts == entry.Facts) return (entry.Id, entry.ProjectId);
        if (facts.Owner != entry.Facts.Owner) entry.OwnerId = owner;
        if (facts.Project != entry.Facts.Project)
        {
            entry.ProjectId = projects.Id((server, facts.Project));
            _move.Run(entry.Id, entry.ProjectId);
        }

        entry.Facts = facts;
        _altered.Add(entry);
        return (entry.Id, entry.ProjectId);
    }

    /// <summary>Writes what was altered since the last time: before the transaction is committed.</summary>
    public void Flush()
    {
        foreach (var entry in _altered)
        {
            var f = entry.Facts;
            _update.Run(
                entry.Id, entry.ProjectId, f.Branch, f.ChangeId, f.Subject, entry.OwnerId, f.Url, f.Topic, f.Wip,
                (int)f.Status, f.ClosedAt, f.StatusAt, f.UpdatedAt, f.Hashtags);
        }

        _altered.Clear();
    }

    public void Clear()
    {
        _known.Clear();
        _altered.Clear();
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _move.Dispose();
    }

    private Entry? Find(long server, long number) => _find.RunForRow(
        r =>
        {
            var facts = new ChangeFacts(
                r.Text(1)!, r.Text(2)!, r.Text(3), r.Text(4)!, r.Text(5), r.Text(6), r.Text(7), r.Truth(8),
                (ChangeStatus)r.Long(9), r.TimeOrNull(10), r.Time(11), r.Time(12))
            {
                Hashtags = r.Text(14),
            };
            return new Entry(r.Long(0), facts) { ProjectId = projects.Id((server, facts.Project)), OwnerId = r.Number(13) };
        },
        number,
        server);

    private Entry Insert(long server, long number, ChangeFacts f, long? owner)
    {
        var project = projects.Id((server, f.Project));
        var id = _insert.RunForNumber(
            server, number, project, f.Branch, f.ChangeId, f.Subject, owner, f.Url, f.Topic, f.Wip,
            (int)f.Status, f.ClosedAt, f.StatusAt, f.UpdatedAt, f.Hashtags);
        return new Entry(id!.Value, f) { ProjectId = project, OwnerId = owner };
    }

    private sealed class Entry(long id, ChangeFacts facts)
    {
        public long Id => id;

        public ChangeFacts Facts { get; set; } = facts;

        public long ProjectId { get; set; }

        public long? OwnerId { get; set; }
    }
}
