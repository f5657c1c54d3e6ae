using System.Globalization;

namespace CiWatch.Tests.Stress;

/// <summary>How long and by which random numbers the stress test runs.</summary>
/// <param name="Faults">Faults to do: variable CIWATCH_STRESS_FAULTS. About 3 s each.</param>
/// <param name="Seed">Variable CIWATCH_STRESS_SEED: the same one tells the same story with the same faults, though never at the same instants.</param>
internal sealed record StressPlan(int Faults, int Seed)
{
    /// <summary>The short form, as CI runs it.</summary>
    public const int ShortFaults = 32;

    /// <summary>The short form's story and faults. The instants differ in each run all the same: machines are never twice as busy.</summary>
    public const int ShortSeed = 20261124;

    /// <summary>As the environment says; else the short form.</summary>
    public static StressPlan FromEnvironment() => new(Number("CIWATCH_STRESS_FAULTS") ?? ShortFaults, Number("CIWATCH_STRESS_SEED") ?? ShortSeed);

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>How a run ended.</summary>
/// <param name="Summary">One line: events, faults, lost, doubled.</param>
/// <param name="Trouble">What to look at; empty where all is well.</param>
/// <param name="Course">What was done when, by the wall clock, a line each.</param>
internal sealed record StressOutcome(string Summary, string Trouble, string Course)
{
    public bool Good => Trouble.Length == 0;
}
