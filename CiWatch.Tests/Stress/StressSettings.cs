using System.Globalization;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Stress;

/// <summary>The program's settings under stress: everything that waits waits shortly, and pages are small, so that fetching takes several.</summary>
internal static class StressSettings
{
    public static Dictionary<string, string?> For(SshdServer sshd, int port, string databaseFile) => new(sshd.Settings(), StringComparer.Ordinal)
    {
        ["Gerrit:Servers:0:Port"] = port.ToString(CultureInfo.InvariantCulture),
        // In place of the known_hosts file, which names the server's own port.
        ["Gerrit:Servers:0:KnownHostsFile"] = "",
        ["Gerrit:Servers:0:HostKeyFingerprint"] = sshd.HostKeyFingerprint,
        ["Gerrit:ProbeInterval"] = "00:00:01",
        ["Gerrit:ConnectTimeout"] = "00:00:02",
        ["Gerrit:ReconnectMinDelay"] = "00:00:00.1",
        ["Gerrit:ReconnectMaxDelay"] = "00:00:01",
        ["Gerrit:FailedRetryDelay"] = "00:00:02",
        ["Gerrit:CatchUp:Interval"] = "00:00:10",
        ["Gerrit:CatchUp:Overlap"] = "00:00:05",
        ["Gerrit:CatchUp:PageSize"] = "15",
        ["Gerrit:CatchUp:Pause"] = "00:00:00",
        ["Gerrit:CatchUp:PageTimeout"] = "00:00:05",
        ["Database:ConnectionString"] = $"Data Source={databaseFile}",
        ["Urls"] = "http://127.0.0.1:0",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "HH:mm:ss.fff ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
    };
}
