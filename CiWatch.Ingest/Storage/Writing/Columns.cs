using SQLitePCL;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>What a statement's row holds, by column from 0.</summary>
internal static class Columns
{
    extension(sqlite3_stmt row)
    {
        public long Long(int column) => raw.sqlite3_column_int64(row, column);

        public long? Number(int column) => row.IsNull(column) ? null : row.Long(column);

        public bool Truth(int column) => row.Long(column) != 0;

        public string? Text(int column) => row.IsNull(column) ? null : raw.sqlite3_column_text(row, column).utf8_to_string();

        public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.Long(column));

        public DateTimeOffset? TimeOrNull(int column) => row.IsNull(column) ? null : row.Time(column);

        private bool IsNull(int column) => raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL;
    }
}
