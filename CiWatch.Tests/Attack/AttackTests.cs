using CiWatch.Tests.Infrastructure;
using Xunit.Abstractions;

namespace CiWatch.Tests.Attack;

/// <summary>The short form; the full one without a test runner: see Program.cs.</summary>
[Collection(Alone.Name)]
public sealed class AttackTests(ITestOutputHelper output)
{
    [SshdFact]
    public async Task Hostile_input_costs_little_memory_no_bystander_and_no_answer()
    {
        output.WriteLine(AttackRun.Head);
        var rows = await AttackRun.RunAsync(AttackPlan.Short, AttackBounds.Short, r => output.WriteLine(r.ToString()));

        Assert.True(rows.All(r => r.IsGood), string.Join('\n', rows.Where(r => !r.IsGood)));
    }
}
