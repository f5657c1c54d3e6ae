using System.CommandLine;

namespace CiWatch.App.Commands;

/// <summary>check</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        Command command = new("check", "Looks whether the database is sound and each report has its line, and counts by source. Exit code 1 where something is wrong. The service may run meanwhile.");
        command.SetAction((_, _) => Maintenance.RunAsync(services =>
        {
            var check = services.Check();
            foreach (var s in check.Servers)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"{s.Name}: {s.Events} events, {s.Reports} reports, {s.Malformed} malformed, {s.Dropped} dropped; caught up to {s.CaughtUpTo}, {s.Gaps} gaps open"));
                foreach (var k in check.Sources.Where(k => k.Server == s.Name && (k.Lines > 0 || k.Reports > 0)))
                    Console.WriteLine(FormattableString.Invariant($"  {k.Source}: {k.Lines} lines kept, {k.Reports} reports told"));
            }

            foreach (var damage in check.Damage) Console.Error.WriteLine(damage);
            Console.WriteLine(check.Damage.IsEmpty
                ? "sound"
                : "not sound: stop the service, put a backup in the place of the file that Database:ConnectionString names, and start it; what has come since is fetched again");
            return check.Damage.IsEmpty ? 0 : 1;
        }));
        return command;
    }
}
