namespace CiWatch.Tests.Infrastructure;

/// <summary>
/// A browser test that has passed and has failed, on a loaded machine, for reasons not yet understood: it is no proof, and is skipped
/// in sight until it is. CIWATCH_UNSTEADY=1 runs it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnsteadyChromiumFactAttribute : FactAttribute
{
    public UnsteadyChromiumFactAttribute() => Skip = Environment.GetEnvironmentVariable("CIWATCH_UNSTEADY") == "1"
        ? Required.Reason((File.Exists(Chromium.Program), $"No Chromium at {Chromium.Program} (Debian: apt-get install chromium)."))
        : "Not steady yet on a loaded machine; CIWATCH_UNSTEADY=1 runs it.";
}
