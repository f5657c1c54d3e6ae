namespace CiWatch.Ingest.Intake;

/// <summary>Where a raw line comes from: it says how the line is read, and how its reports are matched with those already known. Stored by number.</summary>
public enum LineSource : byte
{
    /// <summary>The event stream, as it happens: each line is an event of its own, told once and never again.</summary>
    Stream = 0,

    /// <summary>Events told again: a recorded stream, the events-log plugin, what was spooled to disk. Some may be known.</summary>
    Replay = 1,

    /// <summary>One change as <c>gerrit query --format=JSON --comments --patch-sets --all-approvals</c> prints it.</summary>
    Query = 2,

    /// <summary>One change from Gerrit's REST API: <c>{"change":ChangeInfo,"comments":map}</c>, the second where it was asked for.</summary>
    Rest = 3,
}
