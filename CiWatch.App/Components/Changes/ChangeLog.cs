namespace CiWatch.App.Components.Changes;

/// <summary>What the change page logs.</summary>
internal static partial class ChangeLog
{
    [LoggerMessage(LogLevel.Error, "Reports of {Server} {Change} could not be read")]
    public static partial void Unread(ILogger logger, Exception error, string server, long change);
}
