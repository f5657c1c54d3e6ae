using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Tests.Infrastructure;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Hosting;

/// <summary>What boards do when another process writes to the database.</summary>
public sealed class BoardReloadTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private readonly DatabaseFile _file = new();
    private readonly FakeTimeProvider _time = new(Lines.Start.AddHours(2));
    private readonly LogLines _log = new();
    private readonly LiveStore _live;
    private readonly BatchWriter _writer;
    private readonly BatchWriter _other;
    private readonly BoardReload _reload;
    private int _reloads;
    private int _written;

    public BoardReloadTests()
    {
        _live = new LiveStore(TimeSpan.FromDays(21), _time);
        _writer = new BatchWriter(_file.Database);
        _other = new BatchWriter(DatabaseFile.Open(_file.Path));
        HistoryLoader loader = new(
            new TimeRepair(_file.Database), new HistoryReader(_file.Database), new PositionReader(_file.Database), new WatchedServers(new WatchedServer("opendev", _ => true)),
            _live, new SourceStates(_time), new EventClock(_time), _time, Options.Create(new IngestOptions()), Options.Create(new GerritOptions()));
        WriteBeside();
        _writer.WasIntrudedUpon();
        loader.LoadAgain();
        _live.Subscribe(_ => _reloads++);
        _reload = new BoardReload(_writer, loader, _time, _log.For<BoardReload>());
    }

    private int Shown => Assert.Single(_live.Boards).Rows.Length;

    public void Dispose()
    {
        _writer.Dispose();
        _other.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void What_another_process_wrote_is_shown_once_it_pauses()
    {
        Step();
        WriteBeside();
        Step();
        Step();
        Step();
        Assert.Equal((2, 1), (Shown, _reloads));
        WriteBeside();
        Step();
        Step();
        Assert.Equal((3, 2), (Shown, _reloads));
    }

    [Fact]
    public void While_another_process_keeps_writing_the_boards_are_read_once_a_minute()
    {
        for (var tick = 0; tick < 60; tick++)
        {
            WriteBeside();
            Step();
        }

        Assert.InRange(_reloads, 4, 5); // in five minutes
        Step();
        Assert.Equal(61, Shown);
    }

    [Fact]
    public void A_reading_that_fails_leaves_the_boards_and_is_tried_again_in_a_minute()
    {
        var board = Assert.Single(_live.Boards);
        WriteBeside();
        _file.Scalar("UPDATE Changes SET Status = 999 WHERE Number = 2"); // no reader takes it
        for (var tick = 0; tick < 14; tick++) Step();

        Assert.Same(board, Assert.Single(_live.Boards));
        Assert.Equal(2, _log.All.Count(l => l is { Level: LogLevel.Error } && l.Text.Contains("could not be read again", StringComparison.Ordinal)));

        _file.Scalar("UPDATE Changes SET Status = 0 WHERE Number = 2");
        for (var tick = 0; tick < 13; tick++) Step();
        Assert.Equal((2, 1), (Shown, _reloads));
    }

    private void Step()
    {
        _time.Advance(Tick);
        _reload.Step();
    }

    /// <summary>A change with a report, by another process.</summary>
    private void WriteBeside() => _other.Write([Lines.Comment(Lines.Report(Lines.Start), ++_written, createdAt: Lines.Start)]);
}
