using CiWatch.App.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CiWatch.App.Logs;

/// <summary>
/// One line for each entry of the log; an error's text follows, each of its lines indented. Names, paths and messages come from outside: no
/// character of them moves the cursor, sets a colour or begins a line that looks like an entry.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = Inert.Line(logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.WriteLine(FormattableString.Invariant(
            $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} {Word(logEntry.LogLevel)} {logEntry.Category}[{logEntry.EventId.Id}] {message}"));
        if (logEntry.Exception is null) return;
        foreach (var line in logEntry.Exception.ToString().Split('\n')) textWriter.WriteLine("    " + Inert.Line(line.TrimEnd('\r')));
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
