namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// Buildbot's Gerrit reporter: "Builder X Build succeeded (…) - url" for each builder, or "Buildbot finished compiling your
/// patchset", "on configuration: X", "The result is: SUCCESS".
/// </summary>
internal static class BuildbotComment
{
    private const string Family = "buildbot";

    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        var finished = false;
        string? configuration = null;
        Outcome? headline = null;
        foreach (var raw in text)
        {
            var line = Spans.Trim(raw);
            if (Spans.Starts(line, "Buildbot started compiling")) return new(Family, Phase.Start, null, null, []);
            if (Spans.Starts(line, "Buildbot finished compiling")) finished = true;
            else if (finished && Value(line, "on configuration") is { IsEmpty: false } name) configuration = name.ToString();
            else if (finished && Value(line, "The result is") is { IsEmpty: false } result)
            {
                headline = ResultWord.Of(result);
                if (configuration is not null) jobs.Add(new(configuration, ResultWord.Text(result), headline.Value, null, null, true));
            }
            else if (line.StartsWith("Builder ") && TryBuilder(line["Builder ".Length..], out var job)) jobs.Add(job);
        }
        return jobs.Count > 0 || finished ? new(Family, Phase.Result, headline, null, jobs.ToImmutable()) : null;
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> line, string key) =>
        Spans.Starts(line, key) ? Spans.Trim(line[key.Length..].TrimStart(':')) : default;

    /// <summary>"name Build succeeded (text) - url": names may have blanks, so the verb is looked for.</summary>
    private static bool TryBuilder(ReadOnlySpan<char> line, out JobRun job)
    {
        job = null!;
        var rest = line;
        while (!rest.IsEmpty)
        {
            var word = Spans.Token(ref rest);
            var from = line.Length - rest.Length - word.Length;
            if (from == 0 || !ResultWord.TryOutcome(Spans.Bare(word), out var outcome)) continue;
            var name = Spans.Trim(line[..from]);
            if (name.EndsWith(" Build", StringComparison.OrdinalIgnoreCase)) name = Spans.Trim(name[..^" Build".Length]);
            var dash = rest.LastIndexOf(" - ");
            job = new(name.ToString(), ResultWord.Text(Spans.Bare(word)), outcome, dash < 0 ? null : Urls.Linkable(Spans.Trim(rest[(dash + 3)..])), null, true);
            return !name.IsEmpty;
        }
        return false;
    }
}
