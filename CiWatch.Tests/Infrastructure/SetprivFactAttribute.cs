namespace CiWatch.Tests.Infrastructure;

/// <summary>A test of what file modes forbid: root needs setpriv to be bound by them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SetprivFactAttribute : FactAttribute
{
    public SetprivFactAttribute() => Skip = Required.Reason((IsThere, "setpriv is not installed, and root is not bound by file modes."));

    /// <summary>Whether a program can be run that is bound by file modes.</summary>
    public static bool IsThere { get; } = Environment.UserName != "root" || File.Exists("/usr/bin/setpriv");
}
