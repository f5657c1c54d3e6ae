using System.Data.Common;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Commands;

/// <summary>Tells the operator what is wrong, in words and without a stack trace, which is for a debugger and would hide them.</summary>
internal static class Trouble
{
    private const int Failed = 1;
    private const int Settings = 78; // EX_CONFIG of sysexits.h

    /// <summary>Runs; trouble that the operator can mend is told on standard error and becomes an exit code.</summary>
    public static async Task<int> ToldAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (OfSettings(e) is { Count: > 0 } trouble)
        {
            await TellAsync(["CI Watch does not start, because of its settings:", .. trouble.Select(line => "  " + line)]);
            return Settings;
        }
    }

    /// <summary>The same for a command, which may also stumble over files and locks.</summary>
    public static Task<int> ToldAsync(Func<int> run) => ToldAsync(async () =>
    {
        try
        {
            return await Task.Run(run);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or DbException)
        {
            await TellAsync([e.Message]);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await TellAsync(["Stopped. What was done is kept; the same command goes on where nothing new is found."]);
            return Failed;
        }
    });

    private static async Task TellAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines) await Console.Error.WriteLineAsync(line);
    }

    private static List<string> OfSettings(Exception e) => e switch
    {
        OptionsValidationException bad => [.. bad.Failures],
        StorageException bad => [bad.Message],
        InvalidOperationException { InnerException: InvalidOperationException inner } => OfSettings(inner),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } bad => [bad.Message], // "Failed to convert … at 'Gerrit:Servers:0:Port'"
        AggregateException all => [.. all.InnerExceptions.SelectMany(OfSettings)],
        _ => [],
    };
}
