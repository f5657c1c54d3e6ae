namespace CiWatch.Ingest.Demo;

/// <summary>What people on the demonstration server write. All invented.</summary>
internal static class DemoWords
{
    /// <summary>People, some of whose names do not fit ASCII.</summary>
    public static IReadOnlyList<DemoAccount> People { get; } =
    [
        .. new[]
        {
            "Ada Example", "Botond Example", "Cléo Дизайн", "Dag Sample", "Eun-ji Sample", "Fatou Example", "Gil Sample", "Hana Example",
            "Ines Sample", "Jörg Example", "Kofi Sample", "Li Wei 李伟", "Mona Example", "Nils Sample", "Olu Example", "Petra Sample",
            "Qadir Example", "Rosa Sample", "Søren Example", "Tariq Sample", "Uma Example", "Vera Sample", "Wim Example", "Xia Sample",
            "Cicely Person", "Yuki Example", "Zora Sample", "مريم Example", "Ana-Lucía de la Vega y Montenegro-Sample",
        }.Select((name, at) => new DemoAccount($"dev{at + 1}", name)),
    ];

    /// <summary>Subjects of changes.</summary>
    public static IReadOnlyList<string> Subjects { get; } =
    [
        "Keep volume attachments across a soft reboot", "Refuse to resize when the flavor has no disk", "Tag servers and their shares alike",
        "Log the weigher that settled the choice", "Close the evacuation race with a returning host", "docs: explain upgrade checks step by step",
        "Plug interfaces without holding the lock", "Delete allocations in batches", "Free the conductor of green threads",
        "Refuse live migration of mediated devices", "Retry a snapshot exactly once", "Test detaching after the volume is gone",
        "Answer 409 for servers that are locked", "Tell why a claim was refused", "Watch the health of virtual functions",
        "List by changes-since over all cells", "Sweep up orphaned secrets", "Give the node lock more time", "Use native threads everywhere",
        "Add the missing release note", "Forbid mutable default arguments", "Read the limits once a request", "Show NUMA of scratch disks",
        "Follow-up: address review of soft delete", "Hand the request id on", "Remove code that nobody calls", "Unshelve to a chosen host",
        "functional: wait for events, not for time", "Correct the path of config drives", "Warn once a host while placement is down",
        "Make a unit test independent of the clock", "Raise the version of the instance object", "Import sparse images as sparse",
        "Bound the metadata cache", "Heal the network cache less often", "Load server groups in one query", "Sample for share attachments",
        "Survive a port that vanished", "Drop an interpreter out of support", "Run one job with the new engine", "Unplug only once on revert",
        "Refuse UEFI on old machine types", "Rebuild from the image cache", "Teach the fake hypervisor dirty limits",
        "Keep passwords out of the logs", "Close idle console proxies", "Expose the CPU model as a trait", "Index what the purge looks for",
        "One place for the rules on disk buses", "Revert \"Close idle console proxies\"",
    ];

    /// <summary>Subjects that are hard to show.</summary>
    public static IReadOnlyList<string> OddSubjects { get; } =
    [
        "Naïve ‘quotes’ & <b>tags</b> in a subject \"as they come\"", "修正: ボリュームの切断を待つ 🧹", "\u202Egnihtemos esreveR\u202C: a subject that turns around",
        "An over-long subject that never comes to its end because whoever wrote it put the whole of the commit message into one line, reasons, "
            + "alternatives, a list of bugs (1234567, 1234568, 1234569), a word of thanks to all reviewers, and then some more to be sure",
    ];

    /// <summary>Hashtags; most changes have none.</summary>
    public static IReadOnlyList<string> Hashtags { get; } = ["review-priority", "backport-candidate", "docs"];

    /// <summary>Topics; most changes have none.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["bp/native-threads", "bug/1234567", "spring-cleaning", "bp/share-attachments", "drop-old-python"];

    /// <summary>How people ask for another run of all CIs.</summary>
    public static IReadOnlyList<string> Rechecks { get; } =
    [
        "recheck", "recheck volume timeout in tempest", "recheck bug 1234567", "recheck package mirror was down", "Unrelated failure.\n\nrecheck",
    ];

    /// <summary>What reviewers say.</summary>
    public static IReadOnlyList<string> Remarks { get; } =
    [
        "Thanks, looks right to me.", "(2 comments)", "Could this have a test?", "nit: the docstring", "(1 comment)\n\nGood with the follow-up.",
    ];

    /// <summary>Why changes are given up.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["not now", "Superseded by another change.", "No longer needed", ""];
}
