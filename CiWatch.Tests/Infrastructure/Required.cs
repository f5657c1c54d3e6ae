namespace CiWatch.Tests.Infrastructure;

/// <summary>What a test needs besides .NET. By hand it is skipped without; in CI its absence is a failure.</summary>
internal static class Required
{
    /// <summary>True in CI: nothing is skipped there.</summary>
    public static bool All { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("CIWATCH_REQUIRE_ALL") == "1";

    /// <summary>The reason to skip; null where the test must run.</summary>
    public static string? Reason(params (bool There, string Otherwise)[] needs) =>
        All || needs.All(n => n.There) ? null : string.Join(" ", needs.Where(n => !n.There).Select(n => n.Otherwise));
}
