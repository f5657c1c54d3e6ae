using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using Microsoft.Data.Sqlite;

namespace CiWatch.Tests.Ingest.Storage;

public sealed class BatchWriterTests : IDisposable
{
    private readonly DatabaseFile _file = new();
    private readonly BatchWriter _writer;

    public BatchWriterTests() => _writer = new BatchWriter(_file.Database);

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Equal_reports_are_both_kept_under_growing_keys()
    {
        var line = Lines.Comment(Lines.Report(Lines.Start));
        var committed = _writer.Write([line, line]);
        Assert.Equal([1, 2], committed.Select(Id));
        Assert.Equal(2, _file.Number("SELECT count(*) FROM Reports"));
        Assert.Equal(6, _file.Number("SELECT count(*) FROM JobRuns"));
        Assert.Equal(1, _file.Number("SELECT count(*) FROM Cis"));
        Assert.Equal(3, Id(_writer.Write([line])[0]));
    }

    [Fact]
    public void An_empty_batch_writes_nothing() => Assert.Empty(_writer.Write([]));

    [Fact]
    public void Every_line_is_kept_verbatim_with_its_times()
    {
        var bytes = new byte[] { 0, 255, 10, 34, 0 };
        var line = Lines.Comment(Lines.Report(Lines.Start));
        _writer.Write([line with { Line = line.Line with { Bytes = new byte[] { 9, 0, 255, 10, 34, 0, 9 }.AsMemory(1, 5) } }]);
        Assert.Equal(bytes, _file.Scalar("SELECT Bytes FROM RawLines"));
        Assert.Equal("comment-added", _file.Scalar("SELECT Type FROM RawLines"));
        Assert.Equal(Lines.Start.ToUnixTimeMilliseconds(), _file.Scalar("SELECT EventAt FROM RawLines"));
        Assert.Equal(line.Line.ReceivedAt.ToUnixTimeMilliseconds(), _file.Scalar("SELECT ReceivedAt FROM RawLines"));
        Assert.Equal(_file.Scalar("SELECT Id FROM RawLines"), _file.Scalar("SELECT RawLineId FROM Reports"));
    }

    [Fact]
    public void Malformed_lines_are_kept_with_their_fault_and_counted()
    {
        var committed = _writer.Write(
        [
            new(Lines.Raw("{\"type\":"), null, "Not JSON: ends early", null, null),
            new(Lines.Raw("xxxx", fault: "Longer than 1 MB"), null, null, null, null),
            new(Lines.Raw(""), null, "Empty", null, null),
        ]);
        Assert.All(committed, c => Assert.Empty(c.Reports));
        Assert.Equal("Not JSON: ends early|Longer than 1 MB|Empty", _file.Scalar("SELECT group_concat(Fault, '|') FROM RawLines"));
        Assert.Equal(0, _file.Number("SELECT length(Bytes) FROM RawLines WHERE Fault = 'Empty'"));
        Assert.Equal(3, _file.Number("SELECT Malformed FROM Servers"));
        Assert.Equal(0, _file.Number("SELECT Events FROM Servers"));
    }

    [Fact]
    public void Counts_go_on_where_they_stood_after_reopening()
    {
        _writer.Write([Lines.Comment(Lines.Report(Lines.Start)), Lines.Line(Lines.Event("dropped-output", Lines.Start.AddHours(1)))]);
        _writer.Write([Lines.Line(Lines.Event("ref-updated", null)), Lines.Comment(Lines.Report(Lines.Start), server: "wikimedia")]);
        _writer.CountDropped("wikimedia", 5);
        _writer.Dispose();

        var again = DatabaseFile.Open(_file.Path);
        again.Prepare();
        using var writer = new BatchWriter(again);
        writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddMinutes(-5)))]);
        using var history = new HistoryReader(again).Open();
        var counts = history.Servers();
        Assert.Equal(
            [new("opendev", Lines.Start.AddHours(1), 4, 2, 0, 1), new SourceCounters("wikimedia", Lines.Start, 1, 1, 0, 5)],
            counts.OrderBy(c => c.Name));
    }

    [Fact]
    public void A_line_that_the_database_refuses_is_kept_as_malformed_and_harms_no_other()
    {
        var good = Lines.Comment(Lines.Report(Lines.Start), change: 1);
        var bad = Lines.Comment(Lines.Report(Lines.Start) with { Text = null! }, change: 2); // NOT NULL
        var after = Lines.Comment(Lines.Report(Lines.Start.AddMinutes(1)), change: 1);
        var committed = _writer.Write([good, bad, after]);
        Assert.Equal([1, null, 2], committed.Select(Id));
        Assert.Null(committed[1].Line.Event);
        Assert.Contains("NOT NULL", committed[1].Line.Fault, StringComparison.Ordinal);
        Assert.Equal(3, _file.Number("SELECT count(*) FROM RawLines"));
        Assert.Equal(2, _file.Number("SELECT count(*) FROM Reports"));
        Assert.Equal(1, _file.Number("SELECT count(*) FROM Changes"));
        Assert.Equal(2, _file.Number("SELECT Events FROM Servers"));
        Assert.Equal(1, _file.Number("SELECT Malformed FROM Servers"));
        Assert.Equal(3, Id(_writer.Write([after])[0]));
    }

    [Fact]
    public void A_report_that_names_no_patch_set_keeps_its_line_and_says_why()
    {
        var line = Lines.Line(Lines.Event("comment-added", Lines.Start, Lines.Change()), Lines.Report(Lines.Start));
        Assert.Empty(_writer.Write([line])[0].Reports);
        Assert.Equal("A comment that names no patch set", _file.Scalar("SELECT Fault FROM RawLines"));
    }

    [Fact]
    public void A_batch_that_met_a_lock_is_written_once_when_tried_again()
    {
        _writer.Write(Lines.Many(10));
        var batch = Lines.Many(50, 10);
        using (var other = _file.Database.Open())
        using (other.BeginTransaction())
        {
            Assert.Equal(5, Assert.Throws<SqliteException>(() => _writer.Write(batch)).SqliteErrorCode); // SQLITE_BUSY
        }

        Assert.Equal(50, _writer.Write(batch).Count);
        Assert.Equal(60, _file.Number("SELECT count(*) FROM RawLines"));
        Assert.Equal(60, _file.Number("SELECT count(*) FROM Reports"));
        Assert.Equal(60, _file.Number("SELECT Reports FROM Servers"));
    }

    [Fact]
    public void A_batch_that_failed_halfway_leaves_nothing_and_can_be_tried_again()
    {
        var batch = Lines.Many(50);
        _file.Scalar("CREATE TRIGGER Full BEFORE INSERT ON Reports WHEN NEW.Id > 30 BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END");
        Assert.Throws<SqliteException>(() => _writer.Write(batch));
        Assert.Equal(0, _file.Number("SELECT count(*) FROM RawLines"));
        Assert.Equal(0, _file.Number("SELECT count(*) FROM Changes"));
        _file.Scalar("DROP TRIGGER Full");
        _writer.Write(batch);
        Assert.Equal(50, _file.Number("SELECT count(*) FROM Reports"));
        Assert.Equal(50, _file.Number("SELECT Events FROM Servers"));
    }

    [Fact]
    public void What_was_committed_is_in_a_copy_of_the_files_taken_while_the_writer_works()
    {
        _writer.Write(Lines.Many(300));
        using var other = _file.Database.Open();
        using var unfinished = other.BeginTransaction();
        using var command = other.CreateCommand();
        command.CommandText = "DELETE FROM JobRuns";
        command.ExecuteNonQuery();
        var copy = DatabaseFile.Open(_file.Copy("copy.db"));
        copy.Prepare();
        using var connection = copy.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT (SELECT count(*) FROM Reports) || ' ' || (SELECT count(*) FROM JobRuns)";
        Assert.Equal("300 900", count.ExecuteScalar());
        count.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", count.ExecuteScalar());
    }

    [Fact]
    public void References_hold_after_many_batches()
    {
        for (var i = 0; i < 5; i++) _writer.Write(Lines.Many(200, i * 200));
        Assert.Null(_file.Scalar("PRAGMA foreign_key_check"));
    }

    private static long? Id(CommittedLine line) => line.Reports is [var report] ? report.Id : null;
}
