namespace CiWatch.Ingest.Votes.Comments;

/// <summary>SonarQube: "Quality gate failed". The bullets below are the gate's conditions, not jobs.</summary>
internal static class SonarQubeComment
{
    private const string Head = "quality gate";

    internal static CommentReading? Read(CommentText text)
    {
        foreach (var line in text)
        {
            var at = line.IndexOf(Head, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var rest = line[(at + Head.Length)..];
            // "Quality gate status: failed", "Quality Gate passed!"
            for (var i = 0; i < 4; i++)
                if (ResultWord.TryOutcome(Spans.Bare(Spans.Token(ref rest)), out var outcome)) return new("sonarqube", Phase.Result, outcome, null, []);
        }
        return null;
    }
}
