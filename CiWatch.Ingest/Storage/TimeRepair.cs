using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// Replaces times that can't be true in files of versions that stored each time as the wire gave it: a report gets the time of its line's
/// receipt, a patch set the time of its first report. Lines keep their bytes. All is found by indexes: a sound file costs milliseconds.
/// </summary>
public sealed class TimeRepair(Database database)
{
    // $latest is the latest time that can be true, $newest what replaces it. In this order: patch sets take the times of their reports.
    private static readonly string[] Statements =
    [
        """
        UPDATE Reports SET EventAt = NULL,
            ReportedAt = coalesce((SELECT l.ReceivedAt FROM RawLines l WHERE l.Id = RawLineId AND l.ReceivedAt <= $latest), $newest)
        WHERE Id IN (SELECT r.Id FROM Cis c CROSS JOIN Reports r ON r.CiId = c.Id AND r.ReportedAt > $latest)
        """,
        """
        UPDATE Rechecks SET EventAt = NULL,
            At = coalesce((SELECT l.ReceivedAt FROM RawLines l WHERE l.Id = RawLineId AND l.ReceivedAt <= $latest), $newest)
        WHERE At > $latest
        """,
        """
        UPDATE PatchSets SET CreatedAt = coalesce(
            (SELECT min(r.ReportedAt) FROM Reports r WHERE r.PatchSetId = PatchSets.Id),
            (SELECT min(q.At) FROM Rechecks q WHERE q.PatchSetId = PatchSets.Id), $newest)
        WHERE Id IN (SELECT p.Id FROM Projects o CROSS JOIN PatchSets p ON p.ProjectId = o.Id AND p.CreatedAt > $latest)
        """,
        """
        UPDATE Changes SET UpdatedAt = min(UpdatedAt, $newest), StatusAt = min(StatusAt, $newest),
            ClosedAt = CASE WHEN ClosedAt > $latest THEN $newest ELSE ClosedAt END
        WHERE UpdatedAt > $latest OR StatusAt > $latest OR ClosedAt > $latest
        """,
        """
        UPDATE Servers SET LastEventAt = (SELECT min(l.EventAt, l.ReceivedAt, $newest) FROM RawLines l
            WHERE l.ServerId = Servers.Id AND l.EventAt <= $latest AND l.ReceivedAt <= $latest ORDER BY l.Id DESC LIMIT 1)
        WHERE LastEventAt > $latest
        """,
        "UPDATE Servers SET CaughtUpTo = $newest WHERE CaughtUpTo > $latest",
    ];

    /// <summary>Returns how many rows were changed.</summary>
    /// <param name="now">Where this machine's clock is behind the newest line of the file, that line's receipt counts instead.</param>
    /// <param name="maxClockSkew">Gerrit:MaxClockSkew.</param>
    public int Run(DateTimeOffset now, TimeSpan maxClockSkew)
    {
        using var connection = database.Open(pooled: false);
        using var transaction = connection.BeginTransaction();
        var newest = Math.Max(now.ToUnixTimeMilliseconds(), NewestReceipt(connection));
        var latest = newest + (long)maxClockSkew.TotalMilliseconds;
        var rows = Statements.Sum(sql => Execute(connection, sql, latest, newest));
        transaction.Commit();
        return rows;
    }

    private static long NewestReceipt(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce((SELECT ReceivedAt FROM RawLines ORDER BY Id DESC LIMIT 1), 0)";
        return (long)command.ExecuteScalar()!;
    }

    private static int Execute(SqliteConnection connection, string sql, long latest, long newest)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$latest", latest);
        command.Parameters.AddWithValue("$newest", newest);
        return command.ExecuteNonQuery();
    }
}
