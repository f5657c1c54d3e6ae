namespace CiWatch.Tests.Infrastructure;

/// <summary>A test that needs a real OpenSSH server; skipped where there is none, unless everything is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshdFactAttribute : FactAttribute
{
    public SshdFactAttribute() => Skip = SshdNeed.SkipReason;
}

/// <summary>As <see cref="SshdFactAttribute"/>, for tables.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshdTheoryAttribute : TheoryAttribute
{
    public SshdTheoryAttribute() => Skip = SshdNeed.SkipReason;
}

internal static class SshdNeed
{
    public static string? SkipReason { get; } = Required.Reason(
        (File.Exists(SshdServer.Program), $"No OpenSSH server at {SshdServer.Program} (Debian: apt-get install openssh-server)."));
}
