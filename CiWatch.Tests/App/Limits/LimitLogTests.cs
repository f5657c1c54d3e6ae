using CiWatch.App.Limits;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Limits;

public sealed class LimitLogTests
{
    [Fact]
    public void A_limit_is_told_once_a_minute_with_how_many_refusals_were_not()
    {
        Said said = new();
        FakeTimeProvider time = new();
        LimitLog log = new(time, said);

        for (var i = 0; i < 1_001; i++) log.Hit(Limited.Api, "192.0.2.1", 3_000);
        log.Hit(Limited.Hub, "192.0.2.1", 100);
        time.Advance(TimeSpan.FromMinutes(1));
        log.Hit(Limited.Api, "192.0.2.2", 3_000);

        Assert.Equal(3, said.Lines.Count);
        Assert.StartsWith("Limits:ApiPerMinute (3000) was reached by 192.0.2.1;", said.Lines[0], StringComparison.Ordinal);
        Assert.Contains("not told: 0.", said.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Limits:HubConnectionsPerAddress (100)", said.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Limits:ApiPerMinute (3000) was reached by 192.0.2.2;", said.Lines[2], StringComparison.Ordinal);
        Assert.Contains("not told: 1000.", said.Lines[2], StringComparison.Ordinal);
    }

    private sealed class Said : ILogger<LimitLog>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
