namespace CiWatch.Tests.Infrastructure;

/// <summary>How the server answers the next <c>gerrit stream-events</c>.</summary>
public enum SshdMode
{
    /// <summary>Sends each emitted line.</summary>
    Streaming,

    /// <summary>As Gerrit to an account without the capability "Stream Events": exit 1 and a text.</summary>
    CapabilityMissing,

    /// <summary>As a server that is no Gerrit, or one too old: exit 1 and "not found".</summary>
    UnknownCommand,

    /// <summary>Ends at once with status 0, as Gerrit ends a reader that was too slow.</summary>
    CleanEnd,

    /// <summary>The command is killed by a signal as soon as it starts.</summary>
    KilledBySignal,

    /// <summary>Exit 3 and a text that says nothing to the program.</summary>
    OddError,
}
