namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// Zuul, old and new, and the many third parties that write as it does: a headline and bulleted jobs, either of which may be
/// missing. Also Zuul's notes that a change does not merge or that its own configuration is broken.
/// </summary>
internal static class ZuulComment
{
    internal const string Family = "zuul";

    /// <summary>Headlines stand above the jobs, within the first lines.</summary>
    private const int HeadLines = 12;

    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        BuildHeadline? headline = null;
        string? pipeline = null;
        var note = Note.None;
        var lines = 0;
        var aside = false;
        foreach (var line in text)
        {
            if (line.IsEmpty) continue;
            // Zuul indents what it lists under "Warning:" and "Related changes:", and that may look like jobs.
            if (aside && Spans.IsBlank(line[0])) continue;
            aside = IsAside(line);
            JobLine.Read(line, ref jobs);
            if (jobs.Count > 0 || lines++ >= HeadLines || JobLine.IsBulleted(line)) continue;
            if (GerritTriggerComment.IsHeadline(line) || Spans.Starts(line, "Builder ")) return null;
            pipeline ??= Pipelines.InHeadline(line) ?? Pipelines.InStart(line);
            if (headline is null && IsStart(line)) headline = new(Phase.Start, null);
            if (headline is null && BuildHeadline.TryRead(line, out var said)) headline = said;
            if (note == Note.None) note = NoteIn(line);
        }
        if (jobs.Count > 0)
            return new(Family, Phase.Result, headline?.Outcome ?? (note is Note.None ? null : Outcome.Fail), pipeline, jobs.ToImmutable());
        return note switch
        {
            Note.Merge => new(Family, Phase.Other, Outcome.Merge, pipeline, []),
            Note.Configuration => new(Family, Phase.Other, null, pipeline, []),
            Note.Cycle => new(Family, Phase.Result, Outcome.Fail, pipeline, []),
            _ when headline is { } head => new(Family, head.Phase, head.Outcome, pipeline, []),
            _ => null,
        };
    }

    private enum Note
    {
        None,
        Merge,
        Configuration,
        Cycle,
    }

    private static bool IsStart(ReadOnlySpan<char> line) =>
        (Spans.Starts(line, "Starting ") || Spans.Starts(line, "Started ")) && (Spans.Has(line, " jobs") || Spans.Has(line, " job."));

    private static bool IsAside(ReadOnlySpan<char> line) =>
        line.StartsWith("Warning") || line.StartsWith("Related changes") || line.StartsWith("Error");

    private static Note NoteIn(ReadOnlySpan<char> line)
    {
        if (Spans.Starts(line, "Merge failed") || Spans.Starts(line, "Merge conflict") || Spans.Has(line, "failed to merge")
            || Spans.Has(line, "unable to be automatically merged") || Spans.Has(line, "unable to be merged")) return Note.Merge;
        if (Spans.Has(line, "part of a dependency cycle that failed")) return Note.Cycle;
        if (Spans.Starts(line, "Zuul encountered a") || Spans.Has(line, "configuration error") || Spans.Has(line, "invalid configuration")
            || Spans.Has(line, "configuration syntax") || Spans.Starts(line, "Unable to freeze job graph")
            || Spans.Has(line, "Dependency cycle detected")) return Note.Configuration;
        return Note.None;
    }
}
