using CiWatch.Ingest.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CiWatch.Tests.Ingest.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly DatabaseFile _file = new(prepare: false);

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Folder_and_file_are_made_and_preparing_again_changes_nothing()
    {
        Assert.False(Directory.Exists(Path.GetDirectoryName(_file.Path)));
        _file.Database.Prepare();
        const string schema = "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_master ORDER BY name)";
        var made = _file.Scalar(schema);
        _file.Database.Prepare();
        Assert.Equal(made, _file.Scalar(schema));
    }

    [Fact]
    public void Migrations_say_all_that_the_model_says()
    {
        _file.Database.Prepare();
        using var context = _file.Database.Context();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    /// <summary>JobRuns is made by hand, so the check above does not see it.</summary>
    [Fact]
    public void Job_runs_have_the_columns_of_the_model_and_no_rowid()
    {
        _file.Database.Prepare();
        using var context = _file.Database.Context();
        var table = context.GetService<IDesignTimeModel>().Model.GetRelationalModel().FindTable("JobRuns", null)!;
        var columns = table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => $"{c.Name} {c.StoreType} {(c.IsNullable ? 0 : 1)}");
        Assert.Equal(
            string.Join(",", columns),
            _file.Scalar("SELECT group_concat(c, ',') FROM (SELECT name || ' ' || type || ' ' || \"notnull\" AS c FROM pragma_table_info('JobRuns') ORDER BY name)"));
        Assert.Equal(1, _file.Number("SELECT wr FROM pragma_table_list('JobRuns')"));
        Assert.Equal(2, _file.Number("SELECT count(*) FROM pragma_foreign_key_list('JobRuns')"));
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", 2L)]
    [InlineData("foreign_keys", 1L)]
    [InlineData("busy_timeout", 1000L)]
    [InlineData("page_size", 8192L)]
    public void Connections_are_told_how_to_behave(string pragma, object value)
    {
        _file.Database.Prepare();
        Assert.Equal(value, _file.Scalar($"PRAGMA {pragma}"));
        using var context = _file.Database.Context();
        context.Database.OpenConnection();
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        Assert.Equal(value, command.ExecuteScalar());
    }

    [Fact]
    public void A_database_of_a_newer_version_is_left_alone()
    {
        _file.Database.Prepare();
        _file.Scalar("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99')");
        var refused = Assert.Throws<StorageException>(_file.Database.Prepare);
        Assert.Contains("newer CI Watch", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Database:ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_migration_stops_nobody()
    {
        _file.Database.Prepare();
        _file.Scalar("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL)");
        _file.Scalar("INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, '2026-01-01')");
        await Task.Run(_file.Database.Prepare).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Two_cannot_migrate_at_once()
    {
        _file.Database.Prepare();
        using var turn = MigrationTurn.Take(_file.Path, TimeSpan.Zero);
        Assert.Contains("another CI Watch is preparing", Assert.Throws<StorageException>(_file.Database.Prepare).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_preparation_by_another_process_is_waited_for()
    {
        _file.Database.Prepare();
        var turn = MigrationTurn.Take(_file.Path, TimeSpan.Zero);
        Exception? failure = null;
        Thread starting = new(() => failure = Record.Exception(_file.Database.Prepare));
        starting.Start();
        SpinWait.SpinUntil(() => starting.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || !starting.IsAlive, TimeSpan.FromSeconds(20));
        turn.Dispose();
        starting.Join();
        Assert.Null(failure);
    }

    [Fact]
    public void A_damaged_file_says_so()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        File.WriteAllText(_file.Path, "SQLite format 3\0" + new string('x', 9000));
        Assert.Contains("can't be used", Assert.Throws<StorageException>(_file.Database.Prepare).Message, StringComparison.Ordinal);
    }
}
