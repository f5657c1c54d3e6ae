using CiWatch.Ingest.Intake;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>The lines as they came.</summary>
internal sealed class RawLineTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO RawLines(Id, ServerId, ReceivedAt, EventAt, Type, Fault, Bytes, Source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);
    private readonly Statement _equal = new(
        connection, "SELECT count(*) FROM RawLines WHERE ServerId = ?1 AND EventAt IS ?2 AND Bytes = ?3");
    private readonly Statement _next = new(connection, "SELECT coalesce(max(Id), 0) + 1 FROM RawLines");

    /// <summary>The key of the next line, known while the write lock is held.</summary>
    public long NextId { get; private set; }

    public void Begin() => NextId = _next.RunForNumber()!.Value;

    /// <summary>Keeps the line under <see cref="NextId"/>.</summary>
    public void Insert(long server, DerivedLine line, string? fault)
    {
        _insert.Run(
            NextId, server, line.Line.ReceivedAt, At(line), line.Event?.Type, fault, line.Line.Bytes, (int)line.Line.Source);
        NextId++;
    }

    /// <summary>Whether this line of a replay is kept already, as often as it has come in this run.</summary>
    public bool IsKept(long server, DerivedLine line) => _equal.RunForNumber(server, At(line), line.Line.Bytes) >= line.Nth.Line;

    public void Dispose()
    {
        _insert.Dispose();
        _equal.Dispose();
        _next.Dispose();
    }

    private static DateTimeOffset? At(DerivedLine line) => line.Event?.At ?? line.Snapshot?.Snapshot.UpdatedAt;
}
