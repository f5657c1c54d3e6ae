namespace CiWatch.App.Changes;

/// <summary>A comment that asks for another run.</summary>
/// <param name="IsOwn">The settings name it for this very CI; else it is the one that asks all CIs.</param>
public sealed record RecheckComment(string Text, bool IsOwn)
{
    /// <summary>What it does, in a sentence.</summary>
    public string Effect => IsOwn ? "Asks this CI to run again." : "The usual comment here: it asks all CIs to run again. No comment for this CI alone is set.";
}
