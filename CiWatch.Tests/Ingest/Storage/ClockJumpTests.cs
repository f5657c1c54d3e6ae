using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Storage;

/// <summary>A wall clock that jumps deletes nothing, on the boards or in the file.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private readonly DatabaseFile _file = new();
    private readonly FakeTimeProvider _time = new(Lines.Start.AddDays(2));
    private readonly EventClock _clock;
    private readonly BatchWriter _writer;

    public ClockJumpTests() => (_clock, _writer) = (new EventClock(_time), new BatchWriter(_file.Database));

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(800)]
    [InlineData(100_000)]
    public void A_clock_that_is_ahead_for_a_while_deletes_nothing(int days)
    {
        LiveStore live = new(TimeSpan.FromDays(21), _time, clock: _clock);
        live.Apply(_writer.Write(Lines.Many(500)));
        _time.Advance(TimeSpan.FromHours(2));
        var right = _time.GetUtcNow();

        _time.AdjustTime(right.AddDays(days));
        live.Apply(_writer.Write([Lines.Comment(Lines.Report(right), change: 9, createdAt: right)]));
        Forget();
        Assert.Equal((501, 501, 14), Counts(live));

        _time.AdjustTime(right);
        _time.Advance(TimeSpan.FromHours(2));
        live.Apply(_writer.Write([Lines.Comment(Lines.Report(right.AddHours(2)), change: 9, createdAt: right)]));
        Forget();
        Assert.Equal((502, 502, 14), Counts(live));
    }

    [Fact]
    public void A_quiet_server_is_no_reason_to_keep_data_for_ever()
    {
        LiveStore live = new(TimeSpan.FromDays(21), _time, clock: _clock);
        live.Apply(_writer.Write(Lines.Many(500)));

        _time.Advance(TimeSpan.FromDays(93));
        Forget();

        Assert.Equal((0, 500), (_file.Number("SELECT count(*) FROM RawLines"), _file.Number("SELECT count(*) FROM Reports")));
    }

    [Fact]
    public void Lines_received_while_the_clock_was_ahead_keep_no_others()
    {
        var ahead = Lines.Many(3).Select(l => l with { Line = l.Line with { ReceivedAt = Lines.Start.AddYears(50) } });
        _writer.Write([.. ahead, .. Lines.Many(500, 3)]);

        _time.Advance(TimeSpan.FromDays(91));
        Forget();

        Assert.Equal(3, _file.Number("SELECT count(*) FROM RawLines"));
    }

    [Fact]
    public void Boards_take_no_patch_set_that_is_older_than_they_reach()
    {
        LiveStore live = new(TimeSpan.FromDays(21), _time, clock: _clock);
        live.Apply(_writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddDays(2)))]));

        live.Apply(_writer.Write([Lines.Comment(Lines.Report(Lines.Start.AddDays(2)), change: 5, createdAt: Lines.Start.AddDays(-60))]));

        Assert.Equal([1L], live.Boards.Single().Rows.Select(r => r.Change));
        Assert.Equal(2, _file.Number("SELECT count(*) FROM Reports"));
    }

    [Fact]
    public void The_bounded_clock_is_the_wall_clock_while_events_come()
    {
        Assert.Equal(_time.GetUtcNow(), _clock.Now);
        _clock.See(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(_time.GetUtcNow(), _clock.Now);
        _time.AdjustTime(_time.GetUtcNow().AddDays(-400));
        Assert.Equal(_time.GetUtcNow(), _clock.Now);
    }

    private (long Lines, long Reports, int Rows) Counts(LiveStore live) => (
        _file.Number("SELECT count(*) FROM RawLines"), _file.Number("SELECT count(*) FROM Reports"), live.Boards.Sum(b => b.Rows.Length));

    private void Forget()
    {
        Retention retention = new(Options.Create(new IngestOptions()), _clock, _time, NullLogger<Retention>.Instance);
        for (var i = 0; i < 5; i++)
        {
            retention.Step(_writer);
            _time.Advance(TimeSpan.FromMinutes(2));
        }
    }
}
