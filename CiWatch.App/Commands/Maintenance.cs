using CiWatch.Ingest.Maintenance;
using Spectre.Console;

namespace CiWatch.App.Commands;

/// <summary>What commands have in common: the service's settings, and a progress bar on standard error.</summary>
internal static class Maintenance
{
    /// <summary>Everything for people goes here, so that standard output holds results alone.</summary>
    public static IAnsiConsole People { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Opens database and settings as the service does, runs, and closes them.</summary>
    public static Task<int> RunAsync(Func<MaintenanceServices, int> run) => Trouble.ToldAsync(() =>
    {
        var configuration = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "CiWatch.App" }).Configuration;
        using var services = new MaintenanceServices(configuration);
        return run(services);
    });

    /// <summary>Shows how far something has come while it runs.</summary>
    public static T WithProgress<T>(string what, Func<Action<long, long>, T> run) => People.Progress().AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            var task = context.AddTask(Markup.Escape(what));
            return run((done, all) => task.Value(all <= 0 ? 100 : 100.0 * done / all));
        });
}
