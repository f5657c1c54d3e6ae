namespace CiWatch.App.Commands;

/// <summary>The service itself.</summary>
internal static partial class ServiceCommand
{
    /// <summary>Runs until it is told to stop. Returns 1 where a defect stopped it, so that whatever watches over it starts it again.</summary>
    /// <param name="configure">Last word on settings and services, for tests.</param>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        StartFailureLog start = new();
        await using var app = CiWatchApplication.Build(args, builder =>
        {
            start.Mute(builder.Logging);
            ListeningServer.Add(builder.Services);
            configure?.Invoke(builder);
        });
        var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        try
        {
            await app.StartAsync();
            start.End();
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync(); // told to stop while it started, or a part failed
        }

        if (parts.Find(p => p.ExecuteTask is { IsFaulted: true }) is not { } failed) return 0;
        var defect = failed.ExecuteTask!.Exception!.GetBaseException();
        Log.Failed(app.Logger, failed.GetType().Name, defect);
        await Trouble.TellAsync($"CI Watch ended by itself, because of a defect in {failed.GetType().Name}: {Trouble.OneLine(defect.Message)} The log has the details.");
        return Trouble.Failed;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "A defect in {Part} ends CI Watch")]
        public static partial void Failed(ILogger log, string part, Exception defect);
    }
}
