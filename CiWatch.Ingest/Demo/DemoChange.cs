namespace CiWatch.Ingest.Demo;

/// <summary>A change and where it stands just now. Times are the wall's.</summary>
internal sealed class DemoChange(DemoProject project, long number, string id, string subject, DemoAccount owner, string branch, DateTimeOffset createdAt)
{
    public DemoProject Project => project;

    public long Number => number;

    public string Id => id;

    public string Subject => subject;

    public DemoAccount Owner => owner;

    public string Branch => branch;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>As Gerrit writes it: NEW, MERGED, ABANDONED.</summary>
    public string Status { get; set; } = "NEW";

    public string? Topic { get; set; }

    public string? Hashtag { get; init; }

    public bool Wip { get; set; }

    /// <summary>A core reviewer has approved the current patch set.</summary>
    public bool Approved { get; set; }

    /// <summary>The newest patch set.</summary>
    public DemoPatchSet Current { get; set; } = null!;

    public bool Open => Status == "NEW";

    /// <summary>Whether this patch set is still what the change is about.</summary>
    public bool IsAbout(DemoPatchSet patchSet) => Open && Current == patchSet;

    public string Url => $"https://review.demo.example/c/{project.Name}/+/{number}";

    /// <summary>The head of its refs: the last two digits of the number, then the number.</summary>
    public string RefHead => $"refs/changes/{number % 100:00}/{number}";

    /// <summary>The same as part of a log's address.</summary>
    public string LogPath(DemoPatchSet patchSet) => $"{number % 100:00}/{number}/{patchSet.Number}";
}

/// <summary>One patch set, and what chance has in store for it.</summary>
internal sealed class DemoPatchSet(int number, string revision, string parent, string kind, DateTimeOffset createdAt)
{
    public int Number => number;

    public string Revision => revision;

    public string Parent => parent;

    public string Kind => kind;

    public DateTimeOffset CreatedAt => createdAt;

    public int Insertions { get; init; }

    public int Deletions { get; init; }

    /// <summary>The change itself is wrong: CIs rightly fail it.</summary>
    public bool Bad { get; init; }

    /// <summary>Wrong in a way that only unit tests and linters see: third parties can't.</summary>
    public bool UnitOnly { get; init; }

    /// <summary>Does not merge with its branch.</summary>
    public bool Conflict { get; init; }

    /// <summary>What each account has voted on Verified.</summary>
    public Dictionary<string, int> Verified { get; } = [];

    /// <summary>Whether CIs other than the gate's are to answer at all.</summary>
    public bool NothingNew => kind is "NO_CODE_CHANGE" or "NO_CHANGE";
}
