using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Storage;

/// <summary>What is older than it has to be kept goes, in small steps, and the file shrinks.</summary>
public sealed class RetentionTests : IDisposable
{
    private readonly DatabaseFile _file = new();
    private readonly BatchWriter _writer;
    private readonly FakeTimeProvider _time = new(Lines.Start);

    public RetentionTests() => _writer = new BatchWriter(_file.Database);

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Lines_go_before_reports_and_the_file_gives_space_back()
    {
        foreach (var chunk in Lines.Many(5_000).Chunk(1_000)) _writer.Write(chunk);
        var pages = _file.Number("PRAGMA page_count");

        Pass(TimeSpan.FromDays(89));
        Assert.Equal(5_000, _file.Number("SELECT count(*) FROM RawLines"));
        Pass(TimeSpan.FromDays(2));
        Assert.Equal((0, 5_000), (_file.Number("SELECT count(*) FROM RawLines"), _file.Number("SELECT count(*) FROM Reports")));
        Assert.True(_file.Number("PRAGMA page_count") < pages / 2, "the file is as long as before");

        Pass(TimeSpan.FromDays(640));
        foreach (var table in (string[])["Reports", "ReportTexts", "JobRuns", "PatchSets", "Changes"])
            Assert.Equal(0, _file.Number($"SELECT count(*) FROM {table}"));
        Assert.True(_file.Number("PRAGMA page_count") < pages / 10);
    }

    [Fact]
    public void One_step_takes_a_thousand_rows_at_most_and_the_writer_goes_on()
    {
        foreach (var chunk in Lines.Many(3_000).Chunk(1_000)) _writer.Write(chunk);
        _time.Advance(TimeSpan.FromDays(731));
        var retention = Retention();

        retention.Step(_writer);
        Assert.Equal(2_000, _file.Number("SELECT count(*) FROM RawLines"));
        // The same changes, whose rows go one by one, are written to between the steps.
        for (var i = 0; i < 40; i++)
        {
            var young = Lines.Many(1, i * 50)[0];
            var now = _time.GetUtcNow();
            _writer.Write([young with { Line = young.Line with { ReceivedAt = now }, Report = young.Report! with { ReportedAt = now, EventAt = now } }]);
            _time.Advance(TimeSpan.FromMinutes(2));
            retention.Step(_writer);
        }

        Assert.Equal((40, 40), (_file.Number("SELECT count(*) FROM RawLines"), _file.Number("SELECT count(*) FROM Reports")));
        Assert.Equal(0, _file.Number("SELECT count(*) FROM pragma_foreign_key_check"));
    }

    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        var retention = Retention();
        for (var i = 0; i < 40; i++)
        {
            retention.Step(_writer);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private Retention Retention() => new(Options.Create(new IngestOptions()), new EventClock(_time), _time, NullLogger<Retention>.Instance);
}
