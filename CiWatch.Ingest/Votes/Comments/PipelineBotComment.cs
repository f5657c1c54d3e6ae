namespace CiWatch.Ingest.Votes.Comments;

/// <summary>Wikimedia's PipelineBot: "pipeline-build-result: SUCCESS (job: name, build: 59)".</summary>
internal static class PipelineBotComment
{
    private const string Key = "pipeline-build-result:";

    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        foreach (var raw in text)
        {
            var line = Spans.Trim(raw);
            if (!line.StartsWith(Key)) continue;
            var rest = line[Key.Length..];
            var word = Spans.Token(ref rest);
            if (word.IsEmpty) continue;
            jobs.Add(new(Job(rest), ResultWord.Text(word), ResultWord.Of(word), null, null, true));
        }
        return jobs.Count == 0 ? null : new("pipelinebot", Phase.Result, null, null, jobs.ToImmutable());
    }

    private static string? Job(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf("job:");
        if (at < 0) return null;
        text = text[(at + 4)..];
        var end = text.IndexOfAny(',', ')');
        var name = Spans.Trim(end < 0 ? text : text[..end]);
        return name.IsEmpty ? null : name.ToString();
    }
}
