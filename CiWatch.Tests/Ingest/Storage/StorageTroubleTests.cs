using CiWatch.Ingest.Storage;
using Microsoft.Data.Sqlite;

namespace CiWatch.Tests.Ingest.Storage;

public sealed class StorageTroubleTests
{
    [Theory]
    [InlineData(5, "lock")]
    [InlineData(6, "lock")]
    [InlineData(8, "the right to write")]
    [InlineData(10, "disk of the database /d/x.db fails")]
    [InlineData(10 | (3 << 8), "disk of the database /d/x.db fails")] // an extended code
    [InlineData(11, "put a backup in its place")]
    [InlineData(26, "put a backup in its place")]
    [InlineData(13, "is full: free space")]
    [InlineData(14, "can't be opened")]
    [InlineData(1, "can't be used")]
    public void Each_failure_says_what_to_do_and_names_the_setting(int code, string told)
    {
        var text = StorageTrouble.Explain(new SqliteException($"SQLite Error {code}: 'odd'.", code), "/d/x.db");
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.EndsWith($"(SQLite Error {code}: 'odd'; Database:ConnectionString)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_SQLite_s_is_told_as_it_is()
    {
        Assert.Equal("odd", StorageTrouble.Explain(new IOException("odd"), "/d/x.db"));
        Assert.Equal("", StorageTrouble.Explain(null, "/d/x.db"));
    }

    [Fact]
    public void The_public_reads_no_path()
    {
        Assert.Equal("the disk of the database is full: free space on it. (SQLite Error 13; Database:ConnectionString)", StorageTrouble.Explain(new SqliteException("SQLite Error 13", 13), null));
        Assert.Equal($"{DatabaseFileException.Missing} (Database:ConnectionString)", StorageTrouble.Explain(new DatabaseFileException(DatabaseFileException.Missing), null));
        Assert.DoesNotContain("/d/x.db", StorageTrouble.Explain(new IOException("Could not find /d/x.db"), null), StringComparison.Ordinal);
    }
}
