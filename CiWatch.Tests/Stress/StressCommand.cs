using System.Globalization;

namespace CiWatch.Tests.Stress;

/// <summary>The stress test by hand, for as long as wanted.</summary>
internal static class StressCommand
{
    /// <param name="args">Number of faults, then the seed.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var plan = StressPlan.FromEnvironment();
        if (args is [var faults, ..]) plan = plan with { Faults = int.Parse(faults, CultureInfo.InvariantCulture) };
        if (args is [_, var seed, ..]) plan = plan with { Seed = int.Parse(seed, CultureInfo.InvariantCulture) };
        Console.WriteLine($"stress: seed {plan.Seed}, {plan.Faults} faults; about {plan.Faults * 3 / 60 + 2} minutes");
        var outcome = await StressRun.RunAsync(plan);
        Console.WriteLine(outcome.Course);
        Console.WriteLine(outcome.Trouble);
        Console.WriteLine(outcome.Summary);
        return outcome.Good ? 0 : 1;
    }
}
