using System.CommandLine;

namespace CiWatch.App.Commands;

/// <summary>export</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        Option<string?> server = new("--server") { Description = "Lines of this server alone." };
        Option<FileInfo?> file = new("--out") { Description = "The file to write; without it standard output." };
        Command command = new("export", "Writes the kept lines as they came, one JSON object a line, oldest first. The service may run meanwhile.") { server, file };
        command.SetAction((parsed, cancel) => Maintenance.RunAsync(services =>
        {
            using var to = parsed.GetValue(file) is { } target
                ? new FileStream(target.FullName, FileMode.CreateNew, FileAccess.Write)
                : Console.OpenStandardOutput();
            using var buffered = new BufferedStream(to, 1 << 16);
            var r = services.Export(parsed.GetValue(server), buffered, cancel);
            Console.Error.WriteLine(FormattableString.Invariant($"{r.Lines} lines written, {r.Malformed} left out that are no JSON objects"));
            return 0;
        }));
        return command;
    }
}
