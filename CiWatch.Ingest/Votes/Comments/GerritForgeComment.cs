namespace CiWatch.Ingest.Votes.Comments;

/// <summary>GerritForge's CI: "✅ name : SUCCESS", and the log's address in brackets on the next line. The word may be missing.</summary>
internal static class GerritForgeComment
{
    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        var open = false;
        foreach (var raw in text)
        {
            var line = Spans.Trim(raw);
            if (line.IsEmpty) continue;
            if (open && line is ['(', .., ')'] && Urls.Linkable(line[1..^1]) is { } url)
            {
                jobs.ReplaceLast(jobs.Last with { Url = url });
                open = false;
                continue;
            }
            open = Icons.TryCut(line, out _, out var rest) && rest.Contains(" : ", StringComparison.Ordinal) && TryJob(rest, ref jobs);
        }
        return jobs.Count == 0 ? null : new("gerritforge", Phase.Result, null, null, jobs.ToImmutable());
    }

    private static bool TryJob(ReadOnlySpan<char> line, ref JobList jobs)
    {
        var colon = line.IndexOf(" : ");
        var name = Spans.Trim(line[..colon]);
        var rest = line[(colon + 3)..];
        var word = Spans.Token(ref rest);
        if (name.IsEmpty || (!ResultWord.TryOutcome(word, out _) && !Spans.IsShouted(word))) return false;
        var tail = JobTail.Read(rest);
        jobs.Add(new(name.ToString(), ResultWord.Text(word), ResultWord.Of(word), null, tail.Seconds, tail.Voting));
        return true;
    }
}
