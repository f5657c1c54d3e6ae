using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Patch sets. A comment on one that was never seen makes it; what Gerrit says of it later completes it.</summary>
internal sealed class PatchSetTable(SqliteConnection connection, AccountTable accounts) : ICached, IDisposable
{
    private readonly Dictionary<(long Change, int Number), PatchSetEntry> _known = [];
    private readonly Statement _find = new(
        connection, """
            SELECT Id, CreatedAt, Kind, Revision, Ref, UploaderId FROM PatchSets WHERE ChangeId = ?1 AND Number = ?2
            """);
    private readonly Statement _insert = new(connection, """
        INSERT INTO PatchSets(ChangeId, Number, ProjectId, CreatedAt, Kind, Revision, Ref, UploaderId)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING Id
        """);
    private readonly Statement _update = new(
        connection, "UPDATE PatchSets SET CreatedAt = ?2, Kind = ?3, Revision = ?4, Ref = ?5, UploaderId = ?6 WHERE Id = ?1");

    public int Count => _known.Count;

    /// <summary>Takes what an event of time <paramref name="at"/> says of a patch set. Returns what is known of it.</summary>
    public PatchSetEntry Upsert(long server, long change, long project, PatchSetInfo info, DateTimeOffset at)
    {
        long? uploader = info.Uploader is null ? null : accounts.Id(server, info.Uploader);
        var key = (change, info.Number);
        if (!_known.TryGetValue(key, out var known) && (known = Find(change, info.Number)) is null)
        {
            var created = info.CreatedAt ?? at;
            var id = _insert.RunForNumber(
                change, info.Number, project, created.ToUnixTimeMilliseconds(), info.Kind, info.Revision, info.Ref, uploader);
            known = new PatchSetEntry(id!.Value, created.ToUnixTimeMilliseconds(), info.Kind, info.Revision, info.Ref, uploader, false);
        }

        // Gerrit's own word is the truth; without it, the patch set is as old as the oldest thing said of it.
        var newer = known with
        {
            CreatedAt = info.CreatedAt?.ToUnixTimeMilliseconds() ?? Math.Min(known.CreatedAt, at.ToUnixTimeMilliseconds()),
            Kind = info.Kind ?? known.Kind,
            Revision = info.Revision ?? known.Revision,
            Ref = info.Ref ?? known.Ref,
            UploaderId = uploader ?? known.UploaderId,
        };
        if (newer != known) _update.Run(newer.Id, newer.CreatedAt, newer.Kind, newer.Revision, newer.Ref, newer.UploaderId);
        _known[key] = newer;
        return newer;
    }

    /// <summary>Remembers that another source than the stream told something of it, which the stream may tell yet.</summary>
    public void ToldByAnother(long change, int number)
    {
        if (_known.TryGetValue((change, number), out var known)) _known[(change, number)] = known with { ToldByAnother = true };
    }

    public void Clear() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }

    private PatchSetEntry? Find(long change, int number) => _find.RunForRow(
        r => new PatchSetEntry(r.Long(0), r.Long(1), r.Text(2), r.Text(3), r.Text(4), r.Number(5), ToldByAnother: true), change, number);
}

/// <summary>A patch set as the writer remembers it.</summary>
/// <param name="ToldByAnother">
/// Whether it may have reports or rechecks that the stream has not told: only then are they looked at. One that was in the file may have some.
/// </param>
internal sealed record PatchSetEntry(
    long Id, long CreatedAt, string? Kind, string? Revision, string? Ref, long? UploaderId, bool ToldByAnother);
