using System.CommandLine;

namespace CiWatch.App.Commands;

/// <summary>backup FILE</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        Argument<FileInfo> file = new("FILE") { Description = "The file to write; it must not be there yet." };
        Command command = new("backup", "Copies the database as it is at one moment. The service may run meanwhile. To restore: stop the service, remove the files ending in -wal and -shm beside the database, put the copy in its place, start it.") { file };
        command.SetAction((parsed, _) => Maintenance.RunAsync(services =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            Console.WriteLine(FormattableString.Invariant($"{services.Backup(path)} bytes written to {path}"));
            return 0;
        }));
        return command;
    }
}
