namespace CiWatch.Tests.Stress.Scripted;

/// <summary>A patch set of the scripted Gerrit.</summary>
internal sealed record ScriptedPatchSet(int Number, string Revision, Person Uploader, long CreatedOn, string Kind);

/// <summary>A change of the scripted Gerrit, as far as the story needs to remember it. What was said is in its file.</summary>
internal sealed class ScriptedChange(int number, string project, Person owner, string subject, long createdOn)
{
    private readonly Dictionary<(int PatchSet, string Username), int> _verified = [];

    public int Number => number;

    public string Project => project;

    public Person Owner => owner;

    public string Subject => subject;

    public long CreatedOn { get; } = createdOn;

    public string Id { get; } = $"I{number:x40}";

    public string Url { get; } = $"https://review.example.org/c/{project}/+/{number}";

    public List<ScriptedPatchSet> PatchSets { get; } = [];

    public int Current => PatchSets.Count;

    public bool Merged { get; set; }

    /// <summary>The time of the newest message, in seconds: Gerrit's never go back within a change.</summary>
    public long UpdatedOn { get; set; } = createdOn;

    public int Verified(int patchSet, Person who) => _verified.GetValueOrDefault((patchSet, who.Username));

    public void Verify(int patchSet, Person who, int value) => _verified[(patchSet, who.Username)] = value;
}
