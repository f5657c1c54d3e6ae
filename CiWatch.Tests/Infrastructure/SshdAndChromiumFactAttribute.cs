namespace CiWatch.Tests.Infrastructure;

/// <summary>A test that needs a real sshd and a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshdAndChromiumFactAttribute : FactAttribute
{
    public SshdAndChromiumFactAttribute() => Skip = Required.Reason(
        (File.Exists(SshdServer.Program), $"No OpenSSH server at {SshdServer.Program} (Debian: apt-get install openssh-server)."),
        (File.Exists(Chromium.Program), $"No Chromium at {Chromium.Program} (Debian: apt-get install chromium)."));
}
