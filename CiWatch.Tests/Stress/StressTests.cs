using CiWatch.Tests.Infrastructure;
using Xunit.Abstractions;

namespace CiWatch.Tests.Stress;

/// <summary>The short form; longer by CIWATCH_STRESS_FAULTS=300, or without a test runner: see Program.cs.</summary>
[Collection(Alone.Name)]
public sealed class StressTests(ITestOutputHelper output)
{
    [SshdFact]
    public async Task What_was_said_is_stored_once_whatever_is_killed_frozen_or_cut()
    {
        var outcome = await StressRun.RunAsync(StressPlan.FromEnvironment());

        output.WriteLine(outcome.Summary);
        Assert.True(outcome.Good, $"{outcome.Summary}\n{outcome.Trouble}\n{outcome.Course}");
    }
}
