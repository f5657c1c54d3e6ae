using System.Data.Common;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Commands;

/// <summary>Tells the operator what is wrong, in words and without a stack trace, which is for a debugger and would hide them.</summary>
internal static class Trouble
{
    /// <summary>The exit code of a defect, and of a command that could not do its work.</summary>
    public const int Failed = 1;

    private const int Settings = 78; // EX_CONFIG of sysexits.h

    /// <summary>Runs the service; what ends it, be it trouble that the operator can end or a defect, is told on standard error and becomes an exit code.</summary>
    public static async Task<int> ToldAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (OfSettings(e) is { Count: > 0 } trouble)
        {
            await TellAsync(trouble is [var only] ? ["CI Watch does not start: " + only] : ["CI Watch does not start, because of its settings:", .. trouble.Select(line => "  " + line)]);
            return Settings;
        }
        catch (Exception e)
        {
            await TellAsync($"CI Watch does not start, because of a defect: {e.GetType().Name}: {OneLine(e.Message)}");
            return Failed;
        }
    }

    /// <summary>The same for a command, which may also stumble over files and locks.</summary>
    public static async Task<int> ToldAsync(Func<int> run)
    {
        try
        {
            return await Task.Run(run);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or DbException)
        {
            await TellAsync(e.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await TellAsync("Stopped. What was done is kept; the same command goes on where nothing new is found.");
            return Failed;
        }
        catch (Exception e) when (OfSettings(e) is { Count: > 0 } trouble)
        {
            await TellAsync(trouble);
            return Settings;
        }
        catch (Exception e)
        {
            await TellAsync($"The command failed, because of a defect: {e.GetType().Name}: {OneLine(e.Message)}");
            return Failed;
        }
    }

    /// <summary>For people: standard error, a line each.</summary>
    public static async Task TellAsync(params IEnumerable<string> lines)
    {
        foreach (var line in lines) await Console.Error.WriteLineAsync(line);
    }

    /// <summary>The message of a failure without its line breaks.</summary>
    public static string OneLine(string message) => message.ReplaceLineEndings(" ");

    private static List<string> OfSettings(Exception e) => e switch
    {
        OptionsValidationException bad => [.. bad.Failures],
        StorageException or ListenException => [e.Message],
        InvalidOperationException { InnerException: InvalidOperationException inner } => OfSettings(inner),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } bad => [bad.Message], // "Failed to convert … at 'Gerrit:Servers:0:Port'"
        // A settings file that is no JSON, or that can't be read.
        InvalidDataException or IOException or UnauthorizedAccessException => [OneLine(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message)],
        AggregateException all => [.. all.InnerExceptions.SelectMany(OfSettings)],
        _ => [],
    };
}
