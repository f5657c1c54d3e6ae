namespace CiWatch.App.Components.Panel;

/// <summary>The panel's end, and what it logs.</summary>
public sealed partial class CellPanel : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        _loading.Cancel();
        _loading.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Reports of {Server} {Change},{PatchSet} by {Ci} could not be read")]
        public static partial void Unread(ILogger logger, Exception error, string server, long change, int patchSet, string ci);
    }
}
