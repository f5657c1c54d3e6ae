using CiWatch.Tests.Infrastructure;
using CiWatch.Tests.Stress.Scripted;

namespace CiWatch.Tests.Stress.Faults;

/// <summary>
/// Two hands that break things at random moments, independently of each other: one kills the program, the other does ill to
/// the server and the line. Each of their ways comes as often as the others.
/// </summary>
internal sealed class FaultLanes(ProgramProcess program, SshdServer sshd, DroppingProxy proxy, EventOutlet outlet, FaultLog log, int seed)
{
    // Longer than the program needs to notice: Gerrit:ProbeInterval and Gerrit:ConnectTimeout.
    private static readonly (double Least, double Most) Silence = (3.5, 5.5);

    /// <summary>Does so many faults, and returns when all are over.</summary>
    public Task RunAsync(int faults)
    {
        var kills = (faults + 3) / 4;
        return Task.WhenAll(KillProgramAsync(kills, new Random(seed + 1)), BreakLineAsync(faults - kills, new Random(seed + 2)));
    }

    private async Task KillProgramAsync(int times, Random random)
    {
        for (; times > 0; times--)
        {
            // From the midst of its start to long after it.
            await For(random, 0.8, 9);
            log.Fault("program killed");
            await program.KillAsync();
            await For(random, 0, 1.5);
            log.Note("program started");
            program.Start();
        }
    }

    private async Task BreakLineAsync(int times, Random random)
    {
        Func<Random, Task<bool>>[] ways = [KillServer, Freeze, Cut, Stall, EndStream, Overflow, Lose];
        Queue<Func<Random, Task<bool>>> deck = [];
        while (times > 0)
        {
            await For(random, 0.1, 3);
            if (deck.Count == 0) deck = new(ways.OrderBy(_ => random.Next()));
            if (await deck.Dequeue()(random)) times--; // else there was nothing to break: between two connections
        }
    }

    private async Task<bool> KillServer(Random random)
    {
        log.Fault("sshd killed");
        await sshd.KillAsync();
        await For(random, 0, 2);
        while (true)
        {
            try
            {
                await sshd.StartAgainAsync();
                log.Note("sshd started");
                return true;
            }
            catch (InvalidOperationException e)
            {
                log.Note($"sshd waits for its port, which somebody has taken for a while: {e.Message}");
                await For(random, 0.5, 1);
            }
        }
    }

    private async Task<bool> Freeze(Random random)
    {
        log.Fault("sshd frozen");
        sshd.Freeze();
        await For(random, Silence.Least, Silence.Most);
        log.Note("sshd thawed");
        sshd.Thaw();
        return true;
    }

    private Task<bool> Cut(Random random)
    {
        var hit = proxy.Cut() > 0;
        if (hit) log.Fault("line cut");
        return Task.FromResult(hit);
    }

    private async Task<bool> Stall(Random random)
    {
        var mode = (LineMode)random.Next((int)LineMode.SwallowUp, (int)LineMode.SwallowBoth + 1);
        log.Fault("line deaf", $"{mode}");
        proxy.Mode = mode;
        await For(random, Silence.Least, Silence.Most);
        log.Note("line mended");
        proxy.Mode = LineMode.Forward;
        return true;
    }

    private Task<bool> EndStream(Random random)
    {
        var hit = sshd.OpenStreams > 0;
        if (hit) log.Fault("stream ended with 0");
        sshd.EndStreams();
        return Task.FromResult(hit);
    }

    private Task<bool> Overflow(Random random)
    {
        var (held, dropped) = (random.Next(40), random.Next(1, 60));
        var done = outlet.Overflow(held, dropped);
        if (done) log.Fault("dropped-output", $"{held} held, then {dropped} dropped");
        return Task.FromResult(done);
    }

    private Task<bool> Lose(Random random)
    {
        var dropped = random.Next(1, 60);
        var done = outlet.Lose(dropped);
        if (done) log.Fault("events lost silently", $"{dropped}");
        return Task.FromResult(done);
    }

    /// <summary>The fault itself lasts so long: nothing is waited for that a signal could tell.</summary>
    private static Task For(Random random, double least, double most) =>
        Task.Delay(TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least))));
}
