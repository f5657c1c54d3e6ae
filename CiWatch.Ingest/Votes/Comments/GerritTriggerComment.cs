namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// Jenkins' gerrit-trigger: "Build Started url (1/2)", or "Build Failed", a blank line, and "url : RESULT" for each build. A build
/// marked "(skipped)" takes no part in the vote.
/// </summary>
internal static class GerritTriggerComment
{
    private static readonly string[] Headlines = ["Build Started", "Build Successful", "Build Failed", "Build Unstable", "Build Aborted", "No Builds Executed"];

    internal static bool IsHeadline(ReadOnlySpan<char> line)
    {
        line = Spans.TrimStart(line);
        if (line is not (['B', ..] or ['N', ..])) return false;
        foreach (var headline in Headlines)
            if (line.StartsWith(headline) && (line.Length == headline.Length || !char.IsLetter(line[headline.Length]))) return true;
        return false;
    }

    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        BuildHeadline? headline = null;
        string? pipeline = null;
        foreach (var line in text)
        {
            if (headline is null && IsHeadline(line))
            {
                if (BuildHeadline.TryRead(line, out var said)) headline = said;
                pipeline = Pipelines.InHeadline(line);
                continue;
            }
            JobLine.Read(line, ref jobs);
        }
        if (headline is not { } head) return null;
        return jobs.Count > 0
            ? new("gerrit-trigger", Phase.Result, head.Outcome, pipeline, jobs.ToImmutable())
            : new("gerrit-trigger", head.Phase, head.Outcome, pipeline, []);
    }
}
