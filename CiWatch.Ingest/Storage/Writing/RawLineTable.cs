using System.IO.Hashing;
using CiWatch.Ingest.Intake;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>The lines as they came.</summary>
internal sealed class RawLineTable(SqliteConnection connection, KeyTable keys) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO RawLines(Id, ServerId, ReceivedAt, EventAt, Type, Fault, Bytes, Source, Hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);
    private readonly Statement _equal = new(
        connection, "SELECT count(*) FROM RawLines WHERE ServerId = ?1 AND EventAt IS ?2 AND Hash = ?3 AND Bytes = ?4");

    /// <summary>The key of the next line, known while the write lock is held.</summary>
    public long NextId => keys.NextLine;

    /// <summary>Keeps the line under <see cref="NextId"/>.</summary>
    public void Insert(long server, DerivedLine line, string? fault)
    {
        _insert.Run(
            keys.TakeLine(), server, line.Line.ReceivedAt, At(line), line.Event?.Type, fault, line.Line.Bytes, (int)line.Line.Source, Hash(line));
    }

    /// <summary>Whether this line of a replay is kept already, as often as it has come in this run.</summary>
    public bool IsKept(long server, DerivedLine line) => _equal.RunForNumber(server, At(line), Hash(line), line.Line.Bytes) >= line.Nth.Line;

    public void Dispose()
    {
        _insert.Dispose();
        _equal.Dispose();
    }

    private static long Hash(DerivedLine line) => (long)XxHash3.HashToUInt64(line.Line.Bytes.Span);

    private static DateTimeOffset? At(DerivedLine line) => line.Event?.At ?? line.Snapshot?.Snapshot.UpdatedAt;
}
