namespace CiWatch.Tests.Infrastructure;

/// <summary>A test of several cases that needs a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() =>
        Skip = Required.Reason((File.Exists(Chromium.Program), $"No Chromium at {Chromium.Program} (Debian: apt-get install chromium)."));
}
