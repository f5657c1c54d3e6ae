namespace CiWatch.Tests.Attack;

/// <summary>One attack's line of the table.</summary>
/// <param name="Megabytes">Memory before, at its peak and after.</param>
/// <param name="Faults">Empty where the program withstood.</param>
internal sealed record AttackRow(
    string Name,
    string Sent,
    string Answers,
    (double Before, double Peak, double After) Megabytes,
    (Latency Before, Latency During, Latency After) Bystander,
    IReadOnlyList<string> Faults)
{
    public bool IsGood => Faults.Count == 0;

    public override string ToString() =>
        $"| {Name} | {Sent} | {Answers} | {Megabytes.Before:0}/{Megabytes.Peak:0}/{Megabytes.After:0} | {Bystander.Before} | {Bystander.During} | {Bystander.After} | {(IsGood ? "pass" : "FAIL")} |"
        + string.Concat(Faults.Select(f => $"\n    {f}"));
}
