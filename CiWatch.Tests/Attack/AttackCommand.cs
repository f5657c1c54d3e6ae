namespace CiWatch.Tests.Attack;

/// <summary>The attacks by hand, in their full size.</summary>
internal static class AttackCommand
{
    /// <param name="args">"short" for the size that the tests use.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.WriteLine(AttackRun.Head);
        var (plan, bounds) = args is ["short"] ? (AttackPlan.Short, AttackBounds.Short) : (AttackPlan.Full, AttackBounds.Full);
        var rows = await AttackRun.RunAsync(plan, bounds, Console.WriteLine);
        return rows.All(r => r.IsGood) ? 0 : 1;
    }
}
