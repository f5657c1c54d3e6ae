using System.CommandLine;

namespace CiWatch.App.Commands;

/// <summary>import FILE --server NAME</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        Argument<FileInfo> file = new("FILE") { Description = "A recorded stream or what export wrote, one JSON object a line; plain or gzip." };
        Option<string> server = new("--server") { Description = "The server's name, as in Gerrit:Servers:N:Name.", Required = true };
        Command command = new("import", "Reads a recorded stream into the database. A second import of the same file changes nothing. The service may run meanwhile.")
        {
            file, server,
        };
        command.SetAction((parsed, cancel) => Maintenance.RunAsync(services =>
        {
            var (path, name) = (parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(server));
            if (!services.Knows(name)) Console.Error.WriteLine($"No Gerrit:Servers:N:Name is '{name}': it is kept, and pages show it once one is.");
            var r = Maintenance.WithProgress(Path.GetFileName(path), progress => services.Import(path, name, progress, cancel));
            Console.WriteLine(FormattableString.Invariant(
                $"{r.Lines} lines: {r.New} new, {r.Known} known, {r.NotWatched} of projects not watched; {r.Malformed} malformed; {r.Reports} new reports"));
            if (r.Torn > 0) Console.Error.WriteLine(FormattableString.Invariant($"The file is torn: its last {r.Torn} bytes are the beginning of a line, and left out. Get the whole file and import it again."));
            return r.Torn > 0 ? 1 : 0;
        }));
        return command;
    }
}
