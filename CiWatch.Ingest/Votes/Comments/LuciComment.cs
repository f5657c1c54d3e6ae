namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// LUCI's commit queue (Chromium's CQ, now CV): "Dry run: CV is trying the patch.", "This CL has passed the run",
/// "This CL has failed the run. Reason: … Tryjob [name](url) has failed", and the older "  name on bucket (JOB_FAILED, url)".
/// </summary>
internal static class LuciComment
{
    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        (Phase Phase, Outcome? Outcome)? headline = null;
        foreach (var line in text)
        {
            if (line.IsEmpty) continue;
            headline ??= Headline(line);
            if (headline is not { Phase: Phase.Result }) continue;
            if (line.IndexOf("Tryjob [") is var at and >= 0) AddTryjob(line[(at + "Tryjob ".Length)..], ref jobs);
            else AddBuilder(line, ref jobs);
        }
        return headline is { } head ? new("luci", head.Phase, head.Outcome, null, jobs.ToImmutable()) : null;
    }

    private static (Phase, Outcome?)? Headline(ReadOnlySpan<char> line)
    {
        if (Spans.Has(line, " is trying the patch") || Spans.Has(line, " is trying da patch") || line.StartsWith("Bot data: {\"action\":\"start\"")
            || line.StartsWith("Bot data: {\"action\": \"start\"")) return (Phase.Start, null);
        if (Spans.Has(line, "passed the run") || Spans.Has(line, "passed the CQ") || Spans.Has(line, "passed the dry run"))
            return (Phase.Result, Outcome.Pass);
        if (Spans.Has(line, "failed the run") || Spans.Has(line, "failed the CQ") || Spans.Starts(line, "Failed Tryjobs")
            || Spans.Starts(line, "Failed builds:") || Spans.Has(line, "Try jobs failed on")) return (Phase.Result, Outcome.Fail);
        if (Spans.Starts(line, "CV cannot start a Run") || Spans.Starts(line, "CQ cannot") || Spans.Starts(line, "CV failed to submit"))
            return (Phase.Other, null);
        return null;
    }

    private static void AddTryjob(ReadOnlySpan<char> text, ref JobList jobs)
    {
        if (!MarkdownLink.TryRead(text, out var name, out var address, out var rest)) return;
        var word = Spans.Bare(Spans.Token(ref rest));
        if (word is "has" or "have") word = Spans.Bare(Spans.Token(ref rest));
        if (ResultWord.TryOutcome(word, out var outcome))
            jobs.Add(new(name.ToString(), ResultWord.Text(word), outcome, Urls.Linkable(address), null, true));
    }

    private static void AddBuilder(ReadOnlySpan<char> line, ref JobList jobs)
    {
        line = Spans.Trim(line);
        if (line is ['*', ' ', ..]) line = Spans.Trim(line[2..]);
        var open = line.IndexOf(" (");
        if (open < 0 || line is not [.., ')']) return;
        var left = line[..open];
        var name = Spans.Token(ref left);
        var inner = line[(open + 2)..^1];
        var comma = inner.IndexOf(", ");
        if (comma < 0 || !Spans.Is(Spans.Token(ref left), "on") || !Spans.IsShouted(inner[..comma])) return;
        jobs.Add(new(
            name.ToString(),
            ResultWord.Text(inner[..comma]),
            ResultWord.Of(inner[..comma]),
            Urls.Linkable(Spans.Trim(inner[(comma + 2)..])),
            null,
            true));
    }
}
