namespace CiWatch.Tests.Infrastructure;

/// <summary>A test that needs the real Gerrit of ../shared/gerrit, and a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealGerritFactAttribute : FactAttribute
{
    public RealGerritFactAttribute() => Skip = Required.Reason(
        [.. RealGerritNeeds.All, (File.Exists(Chromium.Program), $"No Chromium at {Chromium.Program} (Debian: apt-get install chromium).")]);
}

/// <summary>What a real Gerrit needs.</summary>
internal static class RealGerritNeeds
{
    public static (bool Here, string Otherwise)[] All =>
    [
        (File.Exists(RealGerrit.Script), "No real Gerrit at ../shared/gerrit."),
        (Directory.EnumerateDirectories("/usr/lib/jvm").Any(), "No Java (Debian: apt-get install openjdk-17-jre-headless)."),
    ];
}
