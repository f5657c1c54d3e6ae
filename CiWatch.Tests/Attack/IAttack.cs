namespace CiWatch.Tests.Attack;

/// <summary>One kind of hostile input.</summary>
internal interface IAttack
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>Sends it, and notes how it was answered.</summary>
    Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings);
}
