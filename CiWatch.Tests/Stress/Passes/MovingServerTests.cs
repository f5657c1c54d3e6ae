using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging.Abstractions;

namespace CiWatch.Tests.Stress.Passes;

/// <summary>The catch-up's own logic under thousands of small accidents: whatever moved while it was fetched is fetched in the end.</summary>
public sealed class MovingServerTests
{
    private static readonly CatchUpOptions Options = new() { PageSize = 4, Pause = TimeSpan.Zero, Overlap = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task Whatever_moves_while_it_is_fetched_is_fetched_in_the_end()
    {
        List<string> failures = [];
        for (var seed = 0; seed < 400; seed++)
        {
            MovingServer server = new(new Random(seed));
            server.Live(80);
            for (var pass = 0; pass < 25; pass++) await PassAsync(server);
            server.Quiet = true;
            for (var pass = 0; pass < 2; pass++)
            {
                server.Time.Advance(TimeSpan.FromMinutes(1));
                await PassAsync(server);
            }

            if (server.Missing() is { IsEmpty: false } missing) failures.Add($"seed {seed}: {string.Join(", ", missing)}");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of 400 seeds: {string.Join('\n', failures.Take(20))}");
    }

    private static async Task PassAsync(MovingServer server)
    {
        SourceStates states = new(server.Time);
        LineQueue queue = new(new QueueLimits(256 * 1024 * 1024), states);
        try
        {
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
            await new CatchUpPass("gerrit", Options, server, server, queue, states, server.Time, NullLogger.Instance).RunAsync(limit.Token);
        }
        catch (CatchUpException)
        {
            // What was fetched before is kept; the next pass goes on.
        }

        server.Store(queue);
        if (!server.Quiet) server.Live(10);
    }
}
