using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Takes out what is older than the settings keep, a few rows at a time, each kind by an index: no page notices.</summary>
internal sealed class Forgetting(SqliteConnection connection) : IDisposable
{
    private readonly Statement _lines = new(connection, "SELECT Id, ReceivedAt FROM RawLines WHERE Id >= ?1 ORDER BY Id LIMIT ?2");
    private readonly Statement _newestLine = new(connection, "SELECT ReceivedAt FROM RawLines ORDER BY Id DESC LIMIT 1");
    private readonly Statement _line = new(connection, "DELETE FROM RawLines WHERE Id = ?1");
    private readonly Statement _cis = new(connection, "SELECT Id FROM Cis ORDER BY Id");
    private readonly Statement _reports = new(connection, """
        DELETE FROM Reports WHERE Id IN (SELECT Id FROM Reports WHERE CiId = ?1 AND ReportedAt < ?2 LIMIT ?3) RETURNING 1
        """);
    private readonly Statement _projects = new(connection, "SELECT Id FROM Projects ORDER BY Id");
    private readonly Statement _oldPatchSets = new(connection, """
        SELECT p.Id, p.ChangeId FROM PatchSets p WHERE p.ProjectId = ?1 AND p.CreatedAt < ?2
            AND NOT EXISTS (SELECT 1 FROM Reports r WHERE r.PatchSetId = p.Id)
            AND NOT EXISTS (SELECT 1 FROM Rechecks q WHERE q.PatchSetId = p.Id AND q.At >= ?2)
        LIMIT ?3
        """);
    private readonly Statement _rechecks = new(connection, "DELETE FROM Rechecks WHERE PatchSetId = ?1");
    private readonly Statement _patchSet = new(connection, "DELETE FROM PatchSets WHERE Id = ?1");
    private readonly Statement _change = new(
        connection, "DELETE FROM Changes WHERE Id = ?1 AND NOT EXISTS (SELECT 1 FROM PatchSets p WHERE p.ChangeId = Changes.Id)");
    private readonly Statement _free = new(connection, "PRAGMA freelist_count");

    private long _firstLine;

    /// <summary>
    /// Takes out lines that came before a time. Returns how many. Lines go from the lowest key on, which is the order of their arrival;
    /// the first young one ends it. One that was received later than the newest line came while the clock was ahead: it is passed over.
    /// </summary>
    public int Lines(DateTimeOffset before, int most)
    {
        var (gone, newest) = (0, _newestLine.RunForNumber());
        foreach (var (id, receivedAt) in _lines.RunForRows(r => (r.Long(0), r.Long(1)), _firstLine, most))
        {
            if (receivedAt < before.ToUnixTimeMilliseconds())
            {
                _line.Run(id);
                gone++;
            }
            else if (receivedAt <= newest) break;
            _firstLine = id + 1;
        }

        return gone;
    }

    /// <summary>Takes out reports from before a time, then patch sets and changes that hold nothing younger. Returns how many of all.</summary>
    public int Reports(DateTimeOffset before, int most)
    {
        var gone = 0;
        foreach (var ci in _cis.RunForRows(r => r.Long(0)))
        {
            if (gone >= most) return gone;
            gone += _reports.RunForRows(_ => 0, ci, before, most - gone).Count;
        }

        foreach (var project in _projects.RunForRows(r => r.Long(0)))
        {
            if (gone >= most) return gone;
            foreach (var (patchSet, change) in _oldPatchSets.RunForRows(r => (r.Long(0), r.Long(1)), project, before, most - gone))
            {
                _rechecks.Run(patchSet);
                _patchSet.Run(patchSet);
                _change.Run(change);
                gone++;
            }
        }

        return gone;
    }

    /// <summary>Pages of the file that hold nothing.</summary>
    public long FreePages() => _free.RunForNumber() ?? 0;

    public void Dispose()
    {
        foreach (var s in new[] { _lines, _newestLine, _line, _cis, _reports, _projects, _oldPatchSets, _rechecks, _patchSet, _change, _free }) s.Dispose();
    }
}
