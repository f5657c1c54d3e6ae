using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Demo;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Demo;

public sealed class DemoServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task History_is_there_at_once_and_then_votes_come_as_time_passes()
    {
        using var patience = new CancellationTokenSource(Patience);
        var time = new FakeTimeProvider(DemoTold.Start);
        var states = new SourceStates(time);
        var queue = new LineQueue(new QueueLimits(1024 * 1024), states);
        List<(ConnectionState State, string? Reason)> told = [];
        states.Changed += () => told.Add((states.All[0].State, states.All[0].Reason));
        using var server = new DemoServer(queue, states, Options.Create(new DemoOptions { HistoryDays = 1 }), time);
        await server.StartAsync(patience.Token);

        var votes = 0;
        var history = 0;
        var newest = DemoTold.Start;
        while (votes < 20)
        {
            var next = queue.Reader.ReadAsync(patience.Token).AsTask();
            while (!next.IsCompleted)
            {
                // Only once history is read does the server wait for the clock.
                if (states.All is [{ State: ConnectionState.Live }]) time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
                patience.Token.ThrowIfCancellationRequested();
            }

            var line = await next;
            queue.Done(1);
            if (line.Step is not null) continue; // the end of history
            var read = EventReader.Read(line.Bytes.Span).Event!;
            Assert.Equal("demo", line.Server);
            Assert.True(read.At <= line.ReceivedAt);
            newest = read.At!.Value;
            if (read.At < DemoTold.Start) history++;
            else if (read.Type == "comment-added") votes++;
        }

        await server.StopAsync(patience.Token);
        Assert.True(history > 1000);
        // By the story's own time: the clock above runs ahead where this machine is busy.
        Assert.InRange(newest - DemoTold.Start, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));
        Assert.Equal((ConnectionState.CatchingUp, "Reading invented history: 0 % of 1 days."), told[0]);
        Assert.Equal((ConnectionState.Live, null), told[^1]);
        Assert.Equal(11, told.Count);
    }

    [Theory]
    [InlineData("HistoryDays", "0", "Demo:HistoryDays is 0; it must be from 1 to 30.")]
    [InlineData("HistoryDays", "31", "Demo:HistoryDays is 31; it must be from 1 to 30.")]
    [InlineData("Pace", "0.5", "Demo:Pace is 0.5; it must be from 1 (as in life) to 100.")]
    [InlineData("Pace", "NaN", "Demo:Pace is NaN; it must be from 1 (as in life) to 100.")]
    public async Task A_setting_out_of_range_is_named_at_the_start(string key, string value, string error)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Demo:" + key, value)]);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<SourceStates>()
            .AddSingleton(services => new LineQueue(new QueueLimits(1024), services.GetRequiredService<SourceStates>()))
            .AddDemoServer(builder.Configuration);
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Equal([error], refused.Failures);
    }
}
