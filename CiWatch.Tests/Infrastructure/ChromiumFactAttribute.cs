namespace CiWatch.Tests.Infrastructure;

/// <summary>A test that needs a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Required.Reason(
        (File.Exists(Chromium.Program), $"No Chromium at {Chromium.Program} (Debian: apt-get install chromium)."));
}
