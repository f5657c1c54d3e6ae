using CiWatch.Ingest.Hosting;

namespace CiWatch.App.Commands;

/// <summary>The service itself.</summary>
internal static class ServiceCommand
{
    /// <summary>Runs until it is told to stop. Returns 1 where a defect stopped it, so that whatever watches over it starts it again.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = CiWatchApplication.Build(args);
        var state = app.Services.GetRequiredService<PipelineState>();
        await app.RunAsync();
        return state.Defect is null ? 0 : 1;
    }
}
