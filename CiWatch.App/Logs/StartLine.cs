using CiWatch.App.Addresses;

namespace CiWatch.App.Logs;

/// <summary>Says once, when the service answers, where to look.</summary>
internal static partial class StartLine
{
    public static void AddStartLine(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CiWatchApplication).Namespace!);
        var shows = app.Services.GetRequiredService<DemoMode>().On
            ? "No Gerrit server is set (Gerrit:Servers:0:Host), so this is a demonstration with invented data."
            : app.Services.GetRequiredService<PublicAddress>().Set is { } address ? $"CI Watch is {address}." : "CI Watch is ready.";
        foreach (var url in app.Urls) Log.Listens(log, shows, url);
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Shows} Now listening on: {Address}")]
        public static partial void Listens(ILogger log, string shows, string address);
    }
}
