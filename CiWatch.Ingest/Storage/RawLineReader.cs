using CiWatch.Ingest.Intake;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>A line as the database keeps it.</summary>
/// <param name="Id">Its key: grows with the order of arrival.</param>
internal sealed record KeptLine(long Id, RawLine Line);

/// <summary>Walks over the kept lines, oldest first, a few at a time: no long transaction holds up the one that writes.</summary>
internal sealed class RawLineReader(Database database)
{
    private const int AtOnce = 200;

    private const string Page = """
        SELECT l.Id, s.Name, l.Bytes, l.ReceivedAt, l.Fault, l.Source
        FROM RawLines l JOIN Servers s ON s.Id = l.ServerId
        WHERE l.Id > $after AND ($server IS NULL OR s.Name = $server) ORDER BY l.Id LIMIT $most
        """;

    /// <summary>How many lines there are, for a progress bar.</summary>
    public long Count()
    {
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM RawLines";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The lines of a server, or of all, in chunks. Lines that come while it runs belong to it too.</summary>
    public IEnumerable<IReadOnlyList<KeptLine>> Chunks(string? server = null)
    {
        var after = long.MinValue;
        while (Next(after, server) is [.., var last] chunk)
        {
            yield return chunk;
            after = last.Id;
        }
    }

    private List<KeptLine> Next(long after, string? server)
    {
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Page;
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$server", (object?)server ?? DBNull.Value);
        command.Parameters.AddWithValue("$most", AtOnce);
        using var r = command.ExecuteReader();
        List<KeptLine> chunk = [];
        while (r.Read()) chunk.Add(new(r.GetInt64(0), Line(r)));
        return chunk;
    }

    private static RawLine Line(SqliteDataReader r) =>
        new(r.GetString(1), (byte[])r.GetValue(2), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(3)), FaultOfWire(r))
        {
            Source = (LineSource)r.GetInt64(5),
        };

    /// <summary>Only a fault of the wire lasts: what could not be read then may be readable now.</summary>
    private static string? FaultOfWire(SqliteDataReader r) =>
        !r.IsDBNull(4) && r.GetString(4) is var fault
            && (fault.StartsWith("Longer than", StringComparison.Ordinal) || fault.StartsWith("The connection ended", StringComparison.Ordinal))
            ? fault
            : null;
}
