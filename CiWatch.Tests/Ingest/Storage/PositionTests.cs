using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;

namespace CiWatch.Tests.Ingest.Storage;

/// <summary>How far a server's history is stored is known with it, or not at all.</summary>
public sealed class PositionTests : IDisposable
{
    private static readonly DateTimeOffset T = Lines.Start;

    private readonly DatabaseFile _file = new();
    private readonly BatchWriter _writer;

    public PositionTests() => _writer = new BatchWriter(_file.Database);

    private ServerPosition Position => new PositionReader(_file.Database).Of("opendev");

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void A_pass_moves_it_page_by_page()
    {
        Assert.Equal((null, 0), (Position.CaughtUpTo, Position.Gaps.Length));

        Step(new(Gap.Since(T), new(T, T.AddHours(3)), T.AddHours(4)));
        Assert.Equal(T.AddHours(4), Position.CaughtUpTo);
        Assert.Equal([new Gap(T, T.AddHours(3))], Position.Gaps.ToArray());

        Step(new(new(T, T.AddHours(3)), new(T, T.AddHours(1)), null));
        Assert.Equal([new Gap(T, T.AddHours(1))], Position.Gaps.ToArray());

        Step(new(new(T, T.AddHours(1)), null, null));
        Assert.Empty(Position.Gaps);
        Assert.Equal(T.AddHours(4), Position.CaughtUpTo);
        Assert.Equal(0, _file.Number("SELECT count(*) FROM RawLines"));
    }

    [Fact]
    public void A_live_event_from_before_it_takes_it_back()
    {
        Step(new(Gap.Since(T), null, T.AddHours(4)));
        _writer.Write([Lines.Comment(Lines.Report(T.AddHours(5)))]);
        Assert.Equal(T.AddHours(4), Position.CaughtUpTo);

        // The server's clock was set back.
        _writer.Write([Lines.Comment(Lines.Report(T.AddHours(2))), Lines.Comment(Lines.Report(T.AddHours(3)))]);
        Assert.Equal(T.AddHours(2), Position.CaughtUpTo);
    }

    [Fact]
    public void A_replayed_event_does_not()
    {
        Step(new(Gap.Since(T), null, T.AddHours(4)));
        var old = Lines.Comment(Lines.Report(T.AddHours(-9)));
        _writer.Write([old with { Line = old.Line with { Source = LineSource.Replay }, Nth = (1, 1) }]);
        Assert.Equal(T.AddHours(4), Position.CaughtUpTo);
    }

    [Fact]
    public void What_is_not_committed_moves_nothing()
    {
        _writer.Write([Lines.Comment(Lines.Report(T))]); // the session is open, the server known
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_file.Path};Pooling=False"))
        {
            other.Open();
            using var hold = other.BeginTransaction();
            Assert.ThrowsAny<Exception>(() => Step(new(Gap.Since(T), new(T, T.AddHours(3)), T.AddHours(4))));
        }

        Assert.Equal((null, 0), (Position.CaughtUpTo, Position.Gaps.Length));
    }

    private void Step(CatchUpStep step)
    {
        var line = Lines.Raw("") with { Source = LineSource.Query, Step = step };
        _writer.Write([new DerivedLine(line, null, null, null, null)]);
    }
}
