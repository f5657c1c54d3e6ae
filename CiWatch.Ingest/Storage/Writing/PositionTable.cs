using CiWatch.Ingest.Intake;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>How far each server's history is stored.</summary>
internal sealed class PositionTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _close = new(connection, "DELETE FROM Gaps WHERE ServerId = ?1 AND FromAt = ?2 AND ToAt = ?3");
    private readonly Statement _open = new(connection, "INSERT OR IGNORE INTO Gaps(ServerId, FromAt, ToAt) VALUES (?1, ?2, ?3)");
    private readonly Statement _move = new(connection, "UPDATE Servers SET CaughtUpTo = ?2 WHERE Id = ?1");

    /// <summary>Takes a step, in the transaction of what it stands for.</summary>
    public void Take(long server, CatchUpStep step)
    {
        _close.Run(server, step.Of.From, step.Of.To);
        if (step.Left is { } left) _open.Run(server, left.From, left.To);
        if (step.CaughtUpTo is { } to) _move.Run(server, to);
    }

    public void Dispose()
    {
        _close.Dispose();
        _open.Dispose();
        _move.Dispose();
    }
}
