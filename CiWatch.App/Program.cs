using CiWatch.App;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Options;

try
{
    await CiWatchApplication.Build(args).RunAsync();
    return 0;
}
catch (Exception e) when (SettingsTrouble(e) is { Count: > 0 } trouble)
{
    // For the operator, not for a debugger: each line names a setting and what to do; a stack trace would hide them.
    await Console.Error.WriteLineAsync("CI Watch does not start, because of its settings:");
    foreach (var line in trouble) await Console.Error.WriteLineAsync("  " + line);
    return 78; // EX_CONFIG of sysexits.h
}

static List<string> SettingsTrouble(Exception e) => e switch
{
    OptionsValidationException bad => [.. bad.Failures],
    StorageException bad => [bad.Message],
    InvalidOperationException { InnerException: InvalidOperationException inner } => SettingsTrouble(inner),
    InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } bad => [bad.Message], // "Failed to convert … at 'Gerrit:Servers:0:Port'"
    AggregateException all => [.. all.InnerExceptions.SelectMany(SettingsTrouble)],
    _ => [],
};
