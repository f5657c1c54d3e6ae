using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Requests to run again.</summary>
internal sealed class RecheckTable(SqliteConnection connection, AccountTable accounts) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO Rechecks(PatchSetId, AccountId, Target, At, Text, RawLineId, Sources, EventAt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);
    private readonly Statement _update = new(connection, "UPDATE Rechecks SET At = ?2, Text = ?3, Sources = ?4, EventAt = ?5 WHERE Id = ?1");
    private readonly Statement _removeOfLine = new(connection, "DELETE FROM Rechecks WHERE RawLineId = ?1");

    public void Insert(long server, long patchSet, Recheck recheck, long rawLine) => _insert.Run(
        patchSet, accounts.Id(server, recheck.Account), recheck.Target, recheck.At, recheck.Text, rawLine,
        (int)recheck.Sources, EventTime.Stored(recheck.EventAt, recheck.At));

    public void Update(long id, Recheck recheck) =>
        _update.Run(id, recheck.At, recheck.Text, (int)recheck.Sources, EventTime.Stored(recheck.EventAt, recheck.At));

    /// <summary>Takes out what a line asked for, where the line is read again.</summary>
    public void RemoveOfLine(long rawLine) => _removeOfLine.Run(rawLine);

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _removeOfLine.Dispose();
    }
}
