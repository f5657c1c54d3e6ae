namespace CiWatch.App.Commands;

/// <summary>
/// While the service starts, host and web server log each failure with its stack trace, and the command line says the same in a sentence
/// for the operator. The sentence is enough; after the start everything is logged.
/// </summary>
internal sealed class StartFailureLog
{
    // The asterisk: these loggers alone, and not those whose names begin so.
    private static readonly string[] Loggers = ["*Microsoft.AspNetCore.Server.Kestrel", "*Microsoft.Extensions.Hosting.Internal.Host"];

    private volatile bool _hasStarted;

    /// <summary>Mutes the failures of the start. A rule of the settings for the same logger comes first.</summary>
    public void Mute(ILoggingBuilder logging) => logging.Services.Configure<LoggerFilterOptions>(options =>
    {
        foreach (var logger in Loggers)
            options.Rules.Insert(0, new LoggerFilterRule(null, logger, LogLevel.Warning, (_, _, level) => _hasStarted || level < LogLevel.Error));
    });

    /// <summary>From here on everything is logged.</summary>
    public void End() => _hasStarted = true;
}
