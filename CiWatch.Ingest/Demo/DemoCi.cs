namespace CiWatch.Ingest.Demo;

/// <summary>What a third-party CI tests, and so on which projects it answers. All answer on the main project.</summary>
[Flags]
internal enum DemoField
{
    /// <summary>Nothing: only the gate CI answers.</summary>
    None = 0,

    /// <summary>Hypervisors and hosts.</summary>
    Compute = 1,

    /// <summary>Switches, overlays, network cards.</summary>
    Network = 2,

    /// <summary>Arrays and file systems.</summary>
    Storage = 4,
}

/// <summary>Which grammar a CI writes its comments in.</summary>
internal enum DemoFamily
{
    /// <summary>Zuul's lines under a headline without a pipeline, as most third parties write.</summary>
    Zuul,

    /// <summary>The same from a Zuul of its own, that names its pipeline and says when it starts.</summary>
    ZuulPipeline,

    /// <summary>Jenkins with the gerrit-trigger plugin.</summary>
    GerritTrigger,

    /// <summary>An icon and a name, the address below.</summary>
    GerritForge,

    /// <summary>Prow.</summary>
    Prow,

    /// <summary>A sentence and a vote: nothing to read but the vote.</summary>
    Words,
}

/// <summary>What is peculiar to a CI: each is a case that the pages must show.</summary>
internal enum DemoHabit
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not heard of for over a day.</summary>
    Silent,

    /// <summary>Fails nearly everything of the last hours with one and the same message.</summary>
    FailsLately,

    /// <summary>Its own nodes broke some hours ago.</summary>
    BrokenLately,

    /// <summary>Passes whatever comes.</summary>
    AlwaysPasses,

    /// <summary>Never says where its logs are.</summary>
    NoLinks,

    /// <summary>Job names and addresses that attack the reader.</summary>
    Hostile,

    /// <summary>Votes the opposite of what it writes, now and then.</summary>
    Contradicts,
}

/// <summary>A third-party CI. Rates are of 1.</summary>
/// <param name="Minutes">Half of its answers come within so many minutes.</param>
/// <param name="Coverage">How often it answers.</param>
/// <param name="Fails">How often it fails what others pass.</param>
/// <param name="Breaks">How often its own machines fail.</param>
/// <param name="Flakes">How often it fails first and passes later.</param>
internal sealed record DemoCi(
    string Name, DemoField Field, double Minutes, double Coverage, double Fails, double Breaks, double Flakes)
{
    /// <summary>Made of the name: "Basalt FC CI" is basalt-fc-ci.</summary>
    public DemoAccount Account { get; } =
        new(string.Join('-', Name.ToLowerInvariant().Split([.. Name.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries)), Name);

    /// <summary>How it writes.</summary>
    public DemoFamily Family { get; init; }

    /// <summary>What is peculiar to it.</summary>
    public DemoHabit Habit { get; init; }

    /// <summary>Does not answer on stable branches.</summary>
    public bool MasterOnly { get; init; }

    /// <summary>Begins when the gate CI has passed the patch set.</summary>
    public bool AfterGate { get; init; }

    /// <summary>False where it only comments.</summary>
    public bool Votes { get; init; } = true;

    /// <summary>Names of its jobs, the last of them perhaps non-voting.</summary>
    public required string[] Jobs { get; init; }

    /// <summary>Whether the last job has no say.</summary>
    public bool LastJobNonVoting { get; init; }
}
