using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>Columns that may be null, and times.</summary>
internal static class ReaderExtensions
{
    extension(SqliteDataReader reader)
    {
        public string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        public long? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

        public int? Int(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

        public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

        public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : reader.Time(column);
    }
}
