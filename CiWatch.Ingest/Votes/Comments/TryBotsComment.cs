namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// Go's TryBots and SlowBots: "SlowBots beginning.", "TryBots are happy.", "1 of 26 SlowBots failed.", "Failed on X: url", and the
/// older "This change failed on X:" with "See url" on the next line. A failure told while the run goes on is a result already.
/// </summary>
internal static class TryBotsComment
{
    private const string Family = "trybots";

    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        var started = false;
        Outcome? headline = null;
        var open = false;
        foreach (var raw in text)
        {
            var line = Spans.Trim(raw);
            if (line.IsEmpty) continue;
            if (!started && headline is null)
            {
                if (HasBots(line) && Spans.Has(line, "Bots beginning") || Spans.Starts(line, "Build is still in progress")) started = true;
                else if (HasBots(line) && Spans.Has(line, "Bots are happy")) headline = Outcome.Pass;
                else if (HasBots(line) && Spans.Has(line, "Bots failed")) headline = Outcome.Fail;
            }
            if (open && line.StartsWith("See "))
            {
                jobs.ReplaceLast(jobs.Last with { Url = Urls.Linkable(Spans.Trim(line[4..]).TrimEnd('.')) });
                open = false;
            }
            else open = (started || headline is Outcome.Fail) && TryJob(line, ref jobs);
        }
        if (jobs.Count > 0) return new(Family, Phase.Result, Outcome.Fail, null, jobs.ToImmutable());
        if (headline is not null) return new(Family, Phase.Result, headline, null, []);
        return started ? new(Family, Phase.Start, null, null, []) : null;
    }

    private static bool HasBots(ReadOnlySpan<char> line) => Spans.Has(line, "TryBots") || Spans.Has(line, "SlowBots");

    private static bool TryJob(ReadOnlySpan<char> line, ref JobList jobs)
    {
        var at = line.IndexOf("ailed on ");
        if (at < 1) return false;
        var word = line[(at - 1)..(at + 5)];
        var before = Spans.Trim(line[..(at - 1)]);
        if (!ResultWord.TryOutcome(word, out var outcome) || !(before.IsEmpty || Spans.Is(before, "This change"))) return false;
        var rest = line[(at + "ailed on ".Length)..];
        var name = Spans.Token(ref rest);
        if (name is not [_, .., ':']) return false;
        jobs.Add(new(name[..^1].ToString(), word.ToString(), outcome, Urls.Linkable(Spans.Token(ref rest)), null, true));
        return true;
    }
}
