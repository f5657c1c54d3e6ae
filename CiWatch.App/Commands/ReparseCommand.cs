using System.CommandLine;

namespace CiWatch.App.Commands;

/// <summary>reparse</summary>
internal static class ReparseCommand
{
    public static Command Make()
    {
        Command command = new("reparse", "Derives all reports again from the kept lines: after an update that reads more, or a change of the settings in Cis. The service may run meanwhile.");
        command.SetAction((_, cancel) => Maintenance.RunAsync(services =>
        {
            var r = Maintenance.WithProgress("reparse", progress => services.Reparse(progress, cancel));
            Console.WriteLine(FormattableString.Invariant($"{r.Changed} reports read otherwise, {r.Added} added, {r.Removed} taken out"));
            return 0;
        }));
        return command;
    }
}
