namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// What no grammar covers but a reader would take for a report: "Arista third party testing FAILED [ url ]", "Passed using XenAPI
/// driver", "Test run failed in 2h", "Tempest tests passed". Only its first lines are looked at; it never yields a job.
/// </summary>
internal static class FreeText
{
    private const int HeadLines = 3;
    private const int HeadWords = 16;

    internal static CommentReading? Read(CommentText text)
    {
        var lines = 0;
        foreach (var raw in text)
        {
            var line = Spans.Trim(raw);
            if (line.IsEmpty) continue;
            if (Said(line) is { } outcome) return new("free text", Phase.Result, outcome, null, []);
            if (++lines == HeadLines) break;
        }
        return null;
    }

    private static Outcome? Said(ReadOnlySpan<char> line)
    {
        if (Spans.Starts(line, "Passed using ")) return Outcome.Pass;
        if (Spans.Starts(line, "Failed using ")) return Outcome.Fail;
        Outcome? said = null;
        var subject = false;
        for (var i = 0; i < HeadWords; i++)
        {
            var token = Spans.Token(ref line);
            if (token.IsEmpty) break;
            var word = Spans.Bare(token);
            if (ResultWord.TryOutcome(word, out var outcome) && outcome is Outcome.Pass or Outcome.Fail && (subject || Spans.IsShouted(word)))
            {
                if (said is { } before && before != outcome) return null;
                said = outcome;
            }
            subject = IsSubject(word) || (subject && word is "has" or "have" or "was" or "were" or "is");
        }
        return said;
    }

    private static bool IsSubject(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[12];
        return word.ToLowerInvariant(lower) is > 0 and var length
            && lower[..length] is "build" or "test" or "tests" or "testing" or "run" or "verification" or "check" or "checks" or "job" or "jobs" or "tempest" or "ci"
                or "compile" or "compilation" or "presubmit" or "suite";
    }
}
