namespace CiWatch.Ingest.Votes.Comments;

/// <summary>Android's TreeHugger: "Started presubmit run: …", "TreeHugger finished with: …". The vote says how, rarely the text.</summary>
internal static class TreeHuggerComment
{
    private const string Family = "treehugger";
    private const string Finished = "TreeHugger finished with";

    internal static CommentReading? Read(CommentText text)
    {
        foreach (var line in text)
        {
            if (Spans.Has(line, "Started presubmit run")) return new(Family, Phase.Start, null, null, []);
            var at = line.IndexOf(Finished, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var rest = line[(at + Finished.Length)..].TrimStart(':');
            Outcome? outcome = null;
            while (outcome is null && Spans.Token(ref rest) is { IsEmpty: false } word)
            {
                if (ResultWord.TryOutcome(Spans.Bare(word), out var known)) outcome = known;
                else if (CommentHeader.TryVote(word, out var label, out var vote) && vote != 0 && label.EndsWith("Verified"))
                    outcome = vote > 0 ? Outcome.Pass : Outcome.Fail;
            }
            return new(Family, Phase.Result, outcome, null, []);
        }
        return null;
    }
}
