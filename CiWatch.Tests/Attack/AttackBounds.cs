namespace CiWatch.Tests.Attack;

/// <summary>What an attack may cost at most. Above the figures of a quiet machine, below those of a program that gives way.</summary>
/// <param name="GrownMegabytes">Memory that a peak may be above the figure before it.</param>
/// <param name="BystanderP99">What one in a hundred of a bystander's requests may take while the attack runs.</param>
internal sealed record AttackBounds(double GrownMegabytes, TimeSpan BystanderP99)
{
    /// <summary>For the full size, on a machine that does nothing else.</summary>
    public static AttackBounds Full { get; } = new(600, TimeSpan.FromSeconds(5));

    /// <summary>For the short form, whose machine runs other tests and builds beside it.</summary>
    public static AttackBounds Short { get; } = new(600, TimeSpan.FromSeconds(30));
}
