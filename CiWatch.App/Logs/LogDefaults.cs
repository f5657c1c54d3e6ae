using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace CiWatch.App.Logs;

/// <summary>How the log is written and how much of it, where the settings (section "Logging", as in every ASP.NET Core service) say nothing else.</summary>
internal static class LogDefaults
{
    /// <summary>The framework is silent unless something fails: it would write four lines for each request.</summary>
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error", // it warns of keys in files, which is where ours belong
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning", // StartLine says what matters of it
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    public static void AddLogDefaults(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        builder.Services.AddOptions<ConsoleLoggerOptions>().Configure(o => o.FormatterName ??= LineFormatter.FormatName);
    }
}
