using System.CommandLine;

namespace CiWatch.App.Commands;

/// <summary>The program's words: without one it is the service; with one it does what is asked on the same database, and ends.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the arguments ask for. Returns the exit code: 0 done, 1 not done, 78 the settings are at fault.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("CI Watch: the service. Settings come from appsettings.json, the environment (Gerrit__Servers__0__Host=…) and --Section:Key=value.")
        {
            // What is no command is a setting, as ASP.NET reads them.
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction((_, _) => SettingArguments.FindOther(args) is { } odd ? Task.FromResult(Refuse(root, odd)) : Trouble.ToldAsync(() => ServiceCommand.RunAsync(args)));
        root.Subcommands.Add(ImportCommand.Make());
        root.Subcommands.Add(ReparseCommand.Make());
        root.Subcommands.Add(ExportCommand.Make());
        root.Subcommands.Add(CheckCommand.Make());
        root.Subcommands.Add(BackupCommand.Make());
        var parsed = root.Parse(args);
        if (parsed.CommandResult.Command is var command && command != root && parsed.UnmatchedTokens is [var odd, ..])
        {
            Console.Error.WriteLine($"'{odd}' is nothing that {command.Name} knows. See: {command.Name} --help");
            return Task.FromResult(1);
        }

        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Says what is neither a command nor a setting, with the command that it resembles.</summary>
    private static int Refuse(RootCommand root, string odd)
    {
        if (SettingArguments.IsKey(odd))
        {
            Console.Error.WriteLine($"'{odd}' has no value. Write settings as {odd}=value or {odd} value. See: --help");
            return Trouble.Failed;
        }

        root.TreatUnmatchedTokensAsErrors = true;
        return root.Parse([odd]).Invoke();
    }
}
