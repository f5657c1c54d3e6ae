namespace CiWatch.Tests.Attack;

/// <summary>How much an attack sends.</summary>
/// <param name="Answers">Reports of one CI on one patch set.</param>
/// <param name="Pipelines">Pipelines of one account.</param>
/// <param name="Accounts">Accounts that each report once.</param>
/// <param name="Documents">Pages with distinct windows that are asked for at once, again and again.</param>
/// <param name="Sockets">WebSockets that are opened.</param>
/// <param name="Requests">Requests whose log lines are counted.</param>
/// <param name="Quiet">How long the bystander is measured before and after each attack.</param>
/// <param name="Patience">How long stored lines are waited for.</param>
internal sealed record AttackPlan(
    int Answers, int Pipelines, int Accounts, int Documents, int Sockets, int Requests, TimeSpan Quiet, TimeSpan Patience)
{
    /// <summary>The figures of a determined attacker.</summary>
    public static AttackPlan Full { get; } = new(100_000, 2_000, 5_000, 3_000, 520, 500, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(6));

    /// <summary>The same attacks for the test suite.</summary>
    public static AttackPlan Short { get; } = new(1_000, 150, 150, 120, 40, 40, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(60));
}
